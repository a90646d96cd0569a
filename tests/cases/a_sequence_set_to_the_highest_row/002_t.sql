CREATE TABLE n(id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT, b TEXT);
INSERT INTO n(id, a) SELECT id, a FROM t;
UPDATE sqlite_sequence SET seq = (SELECT max(id) FROM t) WHERE name = 'n';
DROP TABLE t;
ALTER TABLE n RENAME TO t;
--! 2:13 warning INS0413: the new t counts from lower than the old one: ids of deleted rows are given again
