DROP TABLE workspace_item_tags;
DROP TABLE workspace_tags;
