DROP TABLE workspace_items;
DROP TABLE workspace_projects;
