CREATE TABLE t(a INTEGER PRIMARY KEY);
--! 1:1 error INS0216: a statement before -- +migrate Up
CREATE TABLE u(a INTEGER PRIMARY KEY); -- +migrate StatementEnd
--! 3:40 error INS0216: StatementEnd without StatementBegin
--+migrate down
DROP TABLE t;
--! 6:1 error INS0305: down leaves table u
