CREATE TABLE a(a INTEGER PRIMARY KEY, SERIAL);
CREATE TABEL x(a);
--! 2:8 error INS0301: near "TABEL": syntax error; did you mean TABLE?
