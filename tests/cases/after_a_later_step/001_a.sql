-- @after 002_b
--! 1:4 error INS0206: "002_b" does not come before "001_a"
CREATE TABLE a(a INTEGER PRIMARY KEY);
