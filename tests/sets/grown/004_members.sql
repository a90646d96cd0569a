DROP VIEW borrowers;
CREATE TABLE members_new(
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	full_name TEXT NOT NULL COLLATE NOCASE,
	mail TEXT UNIQUE,
	phone TEXT
);
INSERT INTO members_new(id, full_name, mail) SELECT id, full_name, mail FROM members;
DROP TABLE members;
ALTER TABLE members_new RENAME TO members;
CREATE VIEW borrowers AS
	SELECT members.id, members.full_name FROM members JOIN loans ON member_id = members.id;
