-- Tables that an older program made, as the shell dumps them.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE members(
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL COLLATE NOCASE,
	mail TEXT UNIQUE
);
INSERT INTO members VALUES(3,'root','root@example.org');
CREATE TABLE settings(key TEXT PRIMARY KEY NOT NULL, value TEXT) WITHOUT ROWID;
INSERT INTO settings VALUES('version','3');
CREATE TABLE loans(
	id INTEGER PRIMARY KEY,
	member_id INTEGER NOT NULL REFERENCES members(id),
	title TEXT NOT NULL
);
CREATE INDEX loans_member ON loans(member_id);
CREATE VIEW borrowers AS
	SELECT members.id, members.name FROM members JOIN loans ON member_id = members.id;
CREATE TRIGGER loans_counted AFTER INSERT ON loans BEGIN
	UPDATE settings SET value = new.title WHERE key = 'last loan';
END;
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('members',3);
COMMIT;
