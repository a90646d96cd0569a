--= 001_first.sql
CREATE TABLE note(key TEXT NOT NULL PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL);
CREATE VIRTUAL TABLE note_fts USING fts5(title, body);
CREATE TRIGGER note_ai AFTER INSERT ON note
BEGIN
	INSERT INTO note_fts(rowid, title, body) VALUES (new.rowid, new.title, new.body);
END;
CREATE TRIGGER note_ad AFTER DELETE ON note
BEGIN
	DELETE FROM note_fts WHERE rowid = old.rowid;
END;
CREATE TRIGGER note_au AFTER UPDATE ON note
BEGIN
	UPDATE note_fts SET title = new.title, body = new.body WHERE rowid = new.rowid;
END;
--= 002_step.sql
--? harmful INS0620
CREATE TABLE note_new(key TEXT NOT NULL PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL, lang TEXT NOT NULL DEFAULT 'en');
INSERT INTO note_new(key, title, body) SELECT key, title, body FROM note ORDER BY title DESC;
DROP TABLE note;
ALTER TABLE note_new RENAME TO note;
CREATE TRIGGER note_ai AFTER INSERT ON note
BEGIN
	INSERT INTO note_fts(rowid, title, body) VALUES (new.rowid, new.title, new.body);
END;
CREATE TRIGGER note_ad AFTER DELETE ON note
BEGIN
	DELETE FROM note_fts WHERE rowid = old.rowid;
END;
CREATE TRIGGER note_au AFTER UPDATE ON note
BEGIN
	UPDATE note_fts SET title = new.title, body = new.body WHERE rowid = new.rowid;
END;
--= 002_step.sql
--? harmless
CREATE TABLE note_new(key TEXT NOT NULL PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL, lang TEXT NOT NULL DEFAULT 'en');
INSERT INTO note_new(rowid, key, title, body) SELECT rowid, key, title, body FROM note;
DROP TABLE note;
ALTER TABLE note_new RENAME TO note;
CREATE TRIGGER note_ai AFTER INSERT ON note
BEGIN
	INSERT INTO note_fts(rowid, title, body) VALUES (new.rowid, new.title, new.body);
END;
CREATE TRIGGER note_ad AFTER DELETE ON note
BEGIN
	DELETE FROM note_fts WHERE rowid = old.rowid;
END;
CREATE TRIGGER note_au AFTER UPDATE ON note
BEGIN
	UPDATE note_fts SET title = new.title, body = new.body WHERE rowid = new.rowid;
END;
