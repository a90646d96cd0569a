-- @release 1.1.0
CREATE VIRTUAL TABLE workspace_search USING fts5(title, content='workspace_items',
	content_rowid='id');
INSERT INTO workspace_search(workspace_search) VALUES('rebuild');

CREATE TRIGGER workspace_items_found AFTER INSERT ON workspace_items
BEGIN
	INSERT INTO workspace_search (rowid, title) VALUES (new.id, new.title);
END;
CREATE TRIGGER workspace_items_forgotten AFTER DELETE ON workspace_items
BEGIN
	INSERT INTO workspace_search (workspace_search, rowid, title)
	VALUES ('delete', old.id, old.title);
END;
CREATE TRIGGER workspace_items_renamed AFTER UPDATE OF title ON workspace_items
BEGIN
	INSERT INTO workspace_search (workspace_search, rowid, title)
	VALUES ('delete', old.id, old.title);
	INSERT INTO workspace_search (rowid, title) VALUES (new.id, new.title);
END;
