--? INS0607
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, n INTEGER);
CREATE VIEW counts AS SELECT count(*) AS rows, n * 2 AS twice FROM users GROUP BY n;
CREATE VIEW some AS SELECT u.id FROM users u WHERE EXISTS (SELECT * FROM users v WHERE v.n = u.n * 2);
CREATE VIEW texts AS SELECT id, '*' AS star FROM users;
