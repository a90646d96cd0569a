PRAGMA legacy_alter_table=ON;
-- @rebuild users
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, mail TEXT, age INTEGER);
ALTER TABLE users RENAME TO people;
PRAGMA legacy_alter_table=OFF;
