CREATE TABEL t(a INTEGER PRIMARY KEY);
--! 1:8 error INS0301: near "TABEL": syntax error; did you mean TABLE?
