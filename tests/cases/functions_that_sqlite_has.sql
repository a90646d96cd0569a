--? INS0814 INS0815
--= options
--target-sqlite 3.38
--= 001_users.sql
-- @function slug(1)
-- @collation people
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT COLLATE people, low TEXT AS (lower(slug(name))), d TEXT) STRICT;
CREATE VIEW dates AS SELECT strftime('%Y', d) AS y, json_extract(d, '$.a') AS a, iif(d, 1, 2) AS i, d ->> 'a' AS e,
	sum(id) OVER (ORDER BY d) AS s FROM users;
