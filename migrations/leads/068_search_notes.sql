CREATE VIRTUAL TABLE note_search USING fts5(body, content='notes', content_rowid='id');
CREATE TRIGGER notes_found AFTER INSERT ON notes
BEGIN
	INSERT INTO note_search (rowid, body) VALUES (new.id, new.body);
END;
CREATE TRIGGER notes_forgotten AFTER DELETE ON notes
BEGIN
	INSERT INTO note_search (note_search, rowid, body) VALUES ('delete', old.id, old.body);
END;
CREATE TRIGGER notes_changed AFTER UPDATE OF body ON notes
BEGIN
	INSERT INTO note_search (note_search, rowid, body) VALUES ('delete', old.id, old.body);
	INSERT INTO note_search (rowid, body) VALUES (new.id, new.body);
END;
INSERT INTO note_search(note_search) VALUES('rebuild');
