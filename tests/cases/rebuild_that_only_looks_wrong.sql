--? INS0120
--= 001_users.sql
CREATE TABLE "Users"(id INTEGER PRIMARY KEY, users TEXT, "order" TEXT);
CREATE TABLE users_new(id INTEGER PRIMARY KEY);
--= 002_users.sql
-- @rebuild users "order" = coalesce("order", 'none'), users = users || ''
/* CREATE TABLE users(x): the definition is below */
CREATE TABLE "Users"(
	id INTEGER PRIMARY KEY,
	users TEXT DEFAULT 'CREATE TABLE users(x)',
	"order" TEXT NOT NULL DEFAULT 'none'
);
--! 6:2 note INS0411: the copy fills Users.order from something else
