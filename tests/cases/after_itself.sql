-- @after 001_case
--! 1:4 error INS0206: "001_case" does not come before "001_case"
CREATE TABLE t(a INTEGER PRIMARY KEY);
