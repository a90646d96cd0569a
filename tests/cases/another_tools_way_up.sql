--? INS0109
-- +migrate Up
CREATE TABLE t(a INTEGER PRIMARY KEY);
-- the way back is written: +migrate Down
