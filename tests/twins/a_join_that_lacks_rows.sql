--= 001_first.sql
CREATE TABLE u(id INTEGER PRIMARY KEY, n TEXT);
CREATE TABLE m(u INTEGER NOT NULL REFERENCES u(id), r TEXT NOT NULL);
--= 002_step.sql
--? harmful INS0401
CREATE TABLE x(id INTEGER PRIMARY KEY, n TEXT, r TEXT);
INSERT INTO x SELECT u.id, u.n, m.r FROM u JOIN m ON m.u = u.id GROUP BY u.id;
DROP TABLE m;
DROP TABLE u;
--= 002_step.sql
--? harmless
CREATE TABLE x(id INTEGER PRIMARY KEY, n TEXT, r TEXT);
INSERT INTO x SELECT u.id, u.n, (SELECT json_group_array(r) FROM m WHERE m.u = u.id)
    FROM u;
DROP TABLE m;
DROP TABLE u;
