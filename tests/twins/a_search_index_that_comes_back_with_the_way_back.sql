--= 001_first.sql
CREATE TABLE note(id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL) STRICT;
CREATE VIRTUAL TABLE note_fts USING fts5(title, body, content='note', content_rowid='id');
CREATE TRIGGER note_ai AFTER INSERT ON note
BEGIN
	INSERT INTO note_fts(rowid, title, body) VALUES (new.id, new.title, new.body);
END;
CREATE TRIGGER note_ad AFTER DELETE ON note
BEGIN
	INSERT INTO note_fts(note_fts, rowid, title, body)
	VALUES ('delete', old.id, old.title, old.body);
END;
CREATE TRIGGER note_au AFTER UPDATE ON note
BEGIN
	INSERT INTO note_fts(note_fts, rowid, title, body)
	VALUES ('delete', old.id, old.title, old.body);
	INSERT INTO note_fts(rowid, title, body) VALUES (new.id, new.title, new.body);
END;
--= 002_step.sql
--? harmful INS0620
DROP TABLE note_fts;
DROP TRIGGER note_ai;
DROP TRIGGER note_ad;
DROP TRIGGER note_au;
-- @down
CREATE VIRTUAL TABLE note_fts USING fts5(title, body, content='note', content_rowid='id');
CREATE TRIGGER note_ai AFTER INSERT ON note
BEGIN
	INSERT INTO note_fts(rowid, title, body) VALUES (new.id, new.title, new.body);
END;
CREATE TRIGGER note_ad AFTER DELETE ON note
BEGIN
	INSERT INTO note_fts(note_fts, rowid, title, body)
	VALUES ('delete', old.id, old.title, old.body);
END;
CREATE TRIGGER note_au AFTER UPDATE ON note
BEGIN
	INSERT INTO note_fts(note_fts, rowid, title, body)
	VALUES ('delete', old.id, old.title, old.body);
	INSERT INTO note_fts(rowid, title, body) VALUES (new.id, new.title, new.body);
END;
--= 002_step.sql
--? harmless
DROP TABLE note_fts;
DROP TRIGGER note_ai;
DROP TRIGGER note_ad;
DROP TRIGGER note_au;
-- @down
CREATE VIRTUAL TABLE note_fts USING fts5(title, body, content='note', content_rowid='id');
CREATE TRIGGER note_ai AFTER INSERT ON note
BEGIN
	INSERT INTO note_fts(rowid, title, body) VALUES (new.id, new.title, new.body);
END;
CREATE TRIGGER note_ad AFTER DELETE ON note
BEGIN
	INSERT INTO note_fts(note_fts, rowid, title, body)
	VALUES ('delete', old.id, old.title, old.body);
END;
CREATE TRIGGER note_au AFTER UPDATE ON note
BEGIN
	INSERT INTO note_fts(note_fts, rowid, title, body)
	VALUES ('delete', old.id, old.title, old.body);
	INSERT INTO note_fts(rowid, title, body) VALUES (new.id, new.title, new.body);
END;
INSERT INTO note_fts(note_fts) VALUES('rebuild');
