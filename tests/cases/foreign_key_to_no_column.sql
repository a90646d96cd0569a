CREATE TABLE p(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE c(id INTEGER PRIMARY KEY, a INTEGER REFERENCES p(nothing_there));
--! 2:63 error INS0603: foreign key mismatch - "c" referencing "p"
CREATE TABLE d(id INTEGER PRIMARY KEY, b TEXT REFERENCES p(name));
--! 4:60 error INS0603: foreign key mismatch - "d" referencing "p"
--! 2:40 note INS0710: no index on c(a), which refers to p
--! 4:40 note INS0710: no index on d(b), which refers to p
