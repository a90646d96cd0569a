DROP TRIGGER workspace_items_renamed;
DROP TRIGGER workspace_items_forgotten;
DROP TRIGGER workspace_items_found;
DROP TABLE workspace_search;
