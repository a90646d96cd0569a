CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, folded TEXT);
CREATE TABLE names(id INTEGER PRIMARY KEY, name TEXT);
-- @backfill fold
UPDATE main.users AS u SET folded = lower(name) WHERE u.folded IS NULL AND name IS NOT NULL;
-- @backfill copy table=users
INSERT INTO names SELECT o.id, o.name FROM users o
WHERE NOT EXISTS (SELECT 1 FROM names n WHERE n.id = o.id);
