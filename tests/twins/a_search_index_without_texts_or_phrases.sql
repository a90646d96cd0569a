--= 001_first.sql
CREATE TABLE note(id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL) STRICT;
--= 002_step.sql
--? harmful INS0620
CREATE VIRTUAL TABLE note_fts USING fts5(title, body, content='');
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
CREATE VIRTUAL TABLE note_fts USING fts5(title, body, content='', detail=none);
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
INSERT INTO note_fts(rowid, title, body) SELECT id, title, body FROM note;
