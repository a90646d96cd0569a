CREATE TABLE c(a INTEGER PRIMARY KEY, p INTEGER REFERENCES p(a));
--! 1:39 note INS0710: no index on c(p), which refers to p
