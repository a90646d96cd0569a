--= 001_notes.sql
CREATE TABLE notes(key TEXT NOT NULL PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL);
CREATE VIRTUAL TABLE search USING fts5(title, body, content = 'notes');
CREATE TRIGGER notes_insert AFTER INSERT ON notes BEGIN
	INSERT INTO search(rowid, title, body) VALUES (new.rowid, new.title, new.body);
END;
CREATE TRIGGER notes_delete AFTER DELETE ON notes BEGIN
	INSERT INTO search(search, rowid, title, body)
	VALUES ('delete', old.rowid, old.title, old.body);
END;
CREATE TRIGGER notes_update AFTER UPDATE ON notes BEGIN
	INSERT INTO search(search, rowid, title, body)
	VALUES ('delete', old.rowid, old.title, old.body);
	INSERT INTO search(rowid, title, body) VALUES (new.rowid, new.title, new.body);
END;
--= 002_lang.sql
CREATE TABLE notes_new(key TEXT NOT NULL PRIMARY KEY, title TEXT NOT NULL,
	body TEXT NOT NULL, lang TEXT);
INSERT INTO notes_new(key, title, body) SELECT key, title, body FROM notes;
DROP TABLE notes;
ALTER TABLE notes_new RENAME TO notes;
CREATE TRIGGER notes_insert AFTER INSERT ON notes BEGIN
	INSERT INTO search(rowid, title, body) VALUES (new.rowid, new.title, new.body);
END;
CREATE TRIGGER notes_delete AFTER DELETE ON notes BEGIN
	INSERT INTO search(search, rowid, title, body)
	VALUES ('delete', old.rowid, old.title, old.body);
END;
CREATE TRIGGER notes_update AFTER UPDATE ON notes BEGIN
	INSERT INTO search(search, rowid, title, body)
	VALUES ('delete', old.rowid, old.title, old.body);
	INSERT INTO search(rowid, title, body) VALUES (new.rowid, new.title, new.body);
END;
--! 3:13 error INS0620: the full-text index search no longer agrees with notes
