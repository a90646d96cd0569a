-- @fingerprint table p, table c(id, p), column c.p INTEGER, index i on c(p),
--   view v, trigger g on c, foreign key c.p -> p.id,
--   rows (SELECT 1 FROM p WHERE id = 7)
CREATE TABLE p(id INTEGER PRIMARY KEY);
CREATE TABLE c(id INTEGER PRIMARY KEY, p INTEGER REFERENCES p(id));
CREATE UNIQUE INDEX i ON c(p);
CREATE VIEW v AS SELECT id FROM c;
CREATE TRIGGER g AFTER DELETE ON c BEGIN DELETE FROM p WHERE id = OLD.p; END;
INSERT INTO p VALUES (7);
