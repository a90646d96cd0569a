CREATE TABLE t(
  id INTEGER PRIMARY KEY,
  a INTEGER b TEXT,
--! 3:13 error INS0702: missing comma before b?
  c TEXT
);
