CREATE TABLE t(a INTEGER PRIMARY KEY);
CREATE TABLE u(a INTEGER PRIMARY KEY); -- +migrate StatementEnd
--+migrate down
--! 3:3 error INS0109: +migrate Down is not supported by this version
DROP TABLE t;
