--= 001_first.sql
CREATE TABLE note(id INTEGER PRIMARY KEY, title TEXT NOT NULL, body TEXT NOT NULL) STRICT;
--= 002_step.sql
--? harmful INS0621
CREATE VIRTUAL TABLE note_fts USING fts4(content="note", title, body);
CREATE TRIGGER note_bu AFTER UPDATE ON note
BEGIN
	DELETE FROM note_fts WHERE docid = old.rowid;
END;
CREATE TRIGGER note_bd AFTER DELETE ON note
BEGIN
	DELETE FROM note_fts WHERE docid = old.rowid;
END;
CREATE TRIGGER note_au AFTER UPDATE ON note
BEGIN
	INSERT INTO note_fts(docid, title, body) VALUES (new.rowid, new.title, new.body);
END;
CREATE TRIGGER note_ai AFTER INSERT ON note
BEGIN
	INSERT INTO note_fts(docid, title, body) VALUES (new.rowid, new.title, new.body);
END;
INSERT INTO note_fts(note_fts) VALUES('rebuild');
--= 002_step.sql
--? harmless
CREATE VIRTUAL TABLE note_fts USING fts4(content="note", title, body);
CREATE TRIGGER note_bu BEFORE UPDATE ON note
BEGIN
	DELETE FROM note_fts WHERE docid = old.rowid;
END;
CREATE TRIGGER note_bd BEFORE DELETE ON note
BEGIN
	DELETE FROM note_fts WHERE docid = old.rowid;
END;
CREATE TRIGGER note_au AFTER UPDATE ON note
BEGIN
	INSERT INTO note_fts(docid, title, body) VALUES (new.rowid, new.title, new.body);
END;
CREATE TRIGGER note_ai AFTER INSERT ON note
BEGIN
	INSERT INTO note_fts(docid, title, body) VALUES (new.rowid, new.title, new.body);
END;
INSERT INTO note_fts(note_fts) VALUES('rebuild');
