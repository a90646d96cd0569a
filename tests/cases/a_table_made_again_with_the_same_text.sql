--= 001_memo.sql
CREATE TABLE memo(id INTEGER PRIMARY KEY, n TEXT NOT NULL, u INTEGER NOT NULL DEFAULT 0);
CREATE UNIQUE INDEX memo_n ON memo(n);
CREATE INDEX memo_u ON memo(u);
CREATE TRIGGER memo_changed AFTER UPDATE OF n ON memo BEGIN UPDATE memo SET u = 1 WHERE id = old.id; END;
--= 002_memo.sql
ALTER TABLE memo RENAME TO memo_old;
CREATE TABLE memo(id INTEGER PRIMARY KEY, n TEXT NOT NULL, u INTEGER NOT NULL DEFAULT 0);
INSERT INTO memo(id, n, u) SELECT id, n, u FROM memo_old;
DROP TABLE memo_old;
--! 2:14 error INS0609: memo is built anew without its unique index memo_n
--! 2:14 error INS0609: memo is built anew without its trigger memo_changed
--! 2:14 warning INS0610: memo is built anew without its index memo_u
