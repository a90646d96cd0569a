--? INS0816
--= options
--retire-before 003_tags
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, made TEXT DEFAULT CURRENT_TIMESTAMP, name TEXT);
INSERT INTO users VALUES (1, '2026-01-01', 'root');
--= 002_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, user INTEGER REFERENCES users(id));
CREATE INDEX notes_user ON notes(user);
CREATE VIEW v AS SELECT id FROM notes;
--= 003_tags.sql
CREATE TABLE tags(id INTEGER PRIMARY KEY);
