-- @rebuild users
--     notes = SELECT count(*) FROM notes WHERE user_id = users.id
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, mail TEXT, notes INTEGER NOT NULL);
