--? INS0817 INS0818 INS0819
CREATE TABLE notes(id INTEGER PRIMARY KEY, made TEXT DEFAULT (datetime('now')), day TEXT AS (date(made)),
	token BLOB DEFAULT (randomblob(16)), random INTEGER, CHECK (date(made) < '2100-01-01' AND made <> 'now'));
CREATE INDEX notes_year ON notes(strftime('%Y', made));
CREATE TRIGGER notes_made AFTER INSERT ON notes BEGIN
	UPDATE notes SET made = datetime('now'), random = random() WHERE id = new.id;
END;
INSERT INTO notes(id, made, random) VALUES (1, date('2026-01-01', '+1 day'), 4);
