CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, mail TEXT);
CREATE TABLE notes(id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users(id));
CREATE INDEX notes_user_id ON notes(user_id);
