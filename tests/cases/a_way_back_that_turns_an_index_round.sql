--= 001_tables.up.sql
CREATE TABLE u(id INTEGER PRIMARY KEY, n INTEGER NOT NULL, m INTEGER NOT NULL);
CREATE INDEX u_n ON u(n ASC, m);
CREATE INDEX u_m ON u(m) WHERE m > 5;
--= 001_tables.down.sql
DROP TABLE u;
--= 002_drop.up.sql
DROP INDEX u_n;
DROP INDEX u_m;
--= 002_drop.down.sql
CREATE INDEX u_n ON u(n DESC, m);
CREATE INDEX u_m ON u(m) WHERE m > 6;
--! 1:1 error INS0305: down leaves index u_n in another shape
--! 1:1 error INS0305: down leaves index u_m in another shape
