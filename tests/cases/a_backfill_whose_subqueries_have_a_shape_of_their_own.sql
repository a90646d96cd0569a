--? INS0901 INS0902 INS0906
CREATE TABLE notes(id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users(id), body TEXT);
CREATE INDEX notes_user ON notes(user_id, id);
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, last TEXT, "where" TEXT, rank INTEGER);
-- @backfill users
UPDATE users SET last = coalesce((SELECT body FROM notes WHERE notes.user_id = users.id
ORDER BY id DESC LIMIT 1), '') WHERE last IS NULL;
-- @backfill notes after=users
UPDATE users SET rank = 1 WHERE rank IS NULL AND last IS NOT NULL;
