--= 001_a.sql
-- @release 1.0
CREATE TABLE artist(id INTEGER PRIMARY KEY, name TEXT NOT NULL, bio TEXT);
--= 002_b.sql
-- @release 1.1
CREATE TABLE bio(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
INSERT OR IGNORE INTO bio(text) SELECT bio FROM artist WHERE bio IS NOT NULL ORDER BY bio;
--= 003_c.sql
-- @release 1.1
ALTER TABLE artist DROP COLUMN bio;
--! 2:32 error INS0403: which rows had which artist.bio is kept nowhere else: its values stay without the rest of their rows
