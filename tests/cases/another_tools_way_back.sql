-- +migrate Up
CREATE TABLE t(a INTEGER PRIMARY KEY);
-- +migrate Down
--! 3:4 error INS0109: +migrate Down is not supported by this version
DROP TABLE t;
