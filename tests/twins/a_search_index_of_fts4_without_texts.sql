--= 001_first.sql
CREATE TABLE note(id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL) STRICT;
--= 002_step.sql
--? harmful INS0620
CREATE VIRTUAL TABLE note_fts USING fts4(content="", title, body);
CREATE TRIGGER note_ai AFTER INSERT ON note
BEGIN
	INSERT INTO note_fts(docid, title, body) VALUES (new.id, new.title, new.body);
END;
--= 002_step.sql
--? harmless
CREATE VIRTUAL TABLE note_fts USING fts4(content="", title, body);
CREATE TRIGGER note_ai AFTER INSERT ON note
BEGIN
	INSERT INTO note_fts(docid, title, body) VALUES (new.id, new.title, new.body);
END;
INSERT INTO note_fts(docid, title, body) SELECT id, title, body FROM note;
