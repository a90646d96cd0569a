--= 001_t.sql
CREATE TABLE p(id INTEGER PRIMARY KEY);
CREATE TABLE c(id INTEGER PRIMARY KEY, p INTEGER REFERENCES p(id), q INTEGER REFERENCES p(id));
CREATE INDEX c_p ON c(p);
CREATE INDEX c_q ON c(q);
--= 002_t.sql
ALTER TABLE c RENAME TO c_old;
CREATE TABLE c(id INTEGER PRIMARY KEY, p INTEGER REFERENCES p(id), q INTEGER REFERENCES p(id));
INSERT INTO c(id, p, q) SELECT id, p, q FROM c_old;
DROP TABLE c_old;
CREATE INDEX c_p ON c(p);
--! 2:14 warning INS0610: c is built anew without its index c_q
--! 4:12 note INS0710: no index on c(q), which refers to p
--= 003_t.sql
DROP INDEX c_p;
--! 1:12 note INS0710: no index on c(p), which refers to p
