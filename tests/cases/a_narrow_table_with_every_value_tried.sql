--? INS0424
--= 001_narrow.sql
CREATE TABLE narrow(id INTEGER PRIMARY KEY, a, b, c, d);
--= 002_hex.sql
CREATE TABLE hexed(id INTEGER PRIMARY KEY, e, f, g, h);
INSERT INTO hexed SELECT id, hex(a), hex(b), hex(c), hex(d) FROM narrow;
DROP TABLE narrow;
