--? INS0401
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE choices(user_id INTEGER PRIMARY KEY REFERENCES users(id) ON DELETE CASCADE, theme TEXT NOT NULL DEFAULT 'light', zone TEXT DEFAULT 'UTC');
--= 002_merge.sql
ALTER TABLE users ADD COLUMN theme TEXT NOT NULL DEFAULT 'light';
ALTER TABLE users ADD COLUMN zone TEXT DEFAULT 'UTC';
UPDATE users SET theme = coalesce((SELECT theme FROM choices WHERE user_id = users.id), 'light'),
	zone = coalesce((SELECT zone FROM choices WHERE user_id = users.id), 'UTC');
DROP TABLE choices;
--! 3:8 warning INS0811: changes rows of users, which may be many; move to a backfill
