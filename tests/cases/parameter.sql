CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT);
INSERT INTO t(b) VALUES (?);
--! 2:26 error INS0808: parameter would be NULL
INSERT INTO t(b) VALUES (:name), (@name), ($name), (?3);
--! 4:26 error INS0808: parameter would be NULL
