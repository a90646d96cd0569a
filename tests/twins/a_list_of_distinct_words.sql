--= 001_items.sql
CREATE TABLE items(id INTEGER PRIMARY KEY) STRICT;
CREATE TABLE words(id INTEGER PRIMARY KEY, item_id INTEGER NOT NULL REFERENCES items(id), word TEXT NOT NULL) STRICT;
CREATE INDEX words_item ON words(item_id);
--= 002_step.sql
--? harmful INS0401
ALTER TABLE items ADD COLUMN words TEXT;
UPDATE items SET words = (SELECT json_group_array(DISTINCT word) FROM words WHERE item_id = items.id);
DROP TABLE words;
--= 002_step.sql
--? harmless
ALTER TABLE items ADD COLUMN words TEXT;
UPDATE items SET words = (SELECT json_group_array(json_array(id, word)) FROM words WHERE item_id = items.id);
DROP TABLE words;
