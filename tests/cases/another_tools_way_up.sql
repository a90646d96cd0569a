--? INS0109
-- +migrate Up
CREATE TABLE t(a INTEGER PRIMARY KEY);
-- the down migration is written: +migrate Down
