CREATE TABLE p(a INTEGER PRIMARY KEY, b TEXT NOT NULL);
CREATE UNIQUE INDEX p_b ON p(b);
CREATE TABLE c(b TEXT REFERENCES p(b));
CREATE INDEX c_b ON c(b);
--! 3:14 error INS0603: foreign key mismatch - "c" referencing "p"
