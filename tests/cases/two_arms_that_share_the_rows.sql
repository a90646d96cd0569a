--? INS0408
--= 001_p.sql
CREATE TABLE p(id INTEGER PRIMARY KEY, owner INTEGER, n TEXT NOT NULL);
--= 002_rebuild.sql
CREATE TABLE p2(id INTEGER PRIMARY KEY, owner INTEGER NOT NULL, n TEXT NOT NULL);
INSERT INTO p2(id, owner, n) SELECT id, owner, n FROM p WHERE owner IS NOT NULL
	UNION ALL SELECT id, 0, n FROM p WHERE owner IS NULL;
DROP TABLE p;
ALTER TABLE p2 RENAME TO p;
--! 2:13 note INS0411: the copy fills p.owner from something else
