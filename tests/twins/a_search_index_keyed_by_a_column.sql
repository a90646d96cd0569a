--= 001_first.sql
CREATE TABLE note(id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL) STRICT;
--= 002_step.sql
--? harmful INS0620
CREATE VIRTUAL TABLE note_fts USING fts5(id UNINDEXED, title, body);
CREATE TRIGGER note_ai AFTER INSERT ON note
BEGIN
	INSERT INTO note_fts(id, title, body) VALUES (new.id, new.title, new.body);
END;
CREATE TRIGGER note_ad AFTER DELETE ON note
BEGIN
	DELETE FROM note_fts WHERE id = old.id;
END;
CREATE TRIGGER note_au AFTER UPDATE ON note
BEGIN
	UPDATE note_fts SET title = new.title, body = new.body WHERE id = new.id;
END;
--= 002_step.sql
--? harmless
CREATE VIRTUAL TABLE note_fts USING fts5(id UNINDEXED, title, body);
CREATE TRIGGER note_ai AFTER INSERT ON note
BEGIN
	INSERT INTO note_fts(id, title, body) VALUES (new.id, new.title, new.body);
END;
CREATE TRIGGER note_ad AFTER DELETE ON note
BEGIN
	DELETE FROM note_fts WHERE id = old.id;
END;
CREATE TRIGGER note_au AFTER UPDATE ON note
BEGIN
	UPDATE note_fts SET title = new.title, body = new.body WHERE id = new.id;
END;
INSERT INTO note_fts(id, title, body) SELECT id, title, body FROM note;
