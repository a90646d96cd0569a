--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_ranks.sql
ALTER TABLE users ADD COLUMN rank INTEGER;
-- @backfill ranks
UPDATE users SET rank = (SELECT count(*) FROM users AS u WHERE u.rank IS NULL) WHERE rank IS NULL;
--! 3:1 error INS0905: in batches of 1 row users gets other rows than by the single statement
--! 3:1 warning INS0906: each batch reads all of u
