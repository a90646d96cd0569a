-- migrations/shop/001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE notes(user_id INTEGER NOT NULL REFERENCES users(id), body TEXT NOT NULL);
CREATE INDEX notes_user ON notes(user_id);
