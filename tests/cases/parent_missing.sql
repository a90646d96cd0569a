CREATE TABLE t(
--! 4:24 error INS0603: no such table: nowhere, which t(p) refers to
  id INTEGER PRIMARY KEY,
  p INTEGER REFERENCES nowhere(id)
);
