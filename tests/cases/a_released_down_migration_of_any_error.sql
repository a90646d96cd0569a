--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_a.sql
CREATE TABLE a(x);
--= 002_a.down.sql
DROP TABLE a; DELETE FROM users;
--! 1:27 note INS0311: DELETE without WHERE empties users
--= 003_b.sql
CREATE TABLE b(x);
-- @down
ATTACH 'x' AS y; DROP TABLE b;
--! 3:1 note INS0802: ATTACH not allowed
--= 004_c.sql
CREATE TABLE c(x);
--= 004_c.down.sql
DROP TABLE c WHERE name = 'never closed;
--! 1:27 note INS0106: string opened at 1:27 never closed
--= 005_d.sql
CREATE TABLE d(x);
--= 005_d.down.sql
BEGIN; DROP TABLE d;
--! 1:1 note INS0801: transactions belong to instar; remove BEGIN
--= instar.lock
001_users 79345357cd82624426c3e28e73cc9ab1b0efef023c58e0011b9a1b3d78f80ff8
002_a 6b5256d151287db6073894294b80b6d65ac48984f7988823d24b72085dc8b95d
003_b 8a46799d0fb567a131bd3c2a3b65406f5643988e08f2133284a3ba4b74778890
004_c c883f5a0a1b545e108eb3fe5d1b1f30c788eb9d89f1bfa3dee12a38c1e17e186
005_d 96e81668490c9012aa440e73a543802e2f88e98a09bfe20b0b64cd234a05eb6a
last 005_d
