-- +migrate Up
CREATE TABLE t(a INTEGER PRIMARY KEY);
-- +migrate Down
DROP TABLE t;
