CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, nick TEXT);
CREATE TABLE settings(key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE pairs(a INTEGER, b INTEGER, c TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID;
--! 2:23 note INS0707: key is in the primary key and takes NULL
