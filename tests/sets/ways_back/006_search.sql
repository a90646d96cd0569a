CREATE VIRTUAL TABLE search USING fts5(body);
INSERT INTO search(body) VALUES ('welcome');
-- @down
DROP TABLE search;
