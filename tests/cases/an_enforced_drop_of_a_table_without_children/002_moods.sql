--? INS0415
-- @foreign_keys on
CREATE TABLE moods(id INTEGER PRIMARY KEY);
DROP TABLE moods;
CREATE INDEX users_name ON users(name);
