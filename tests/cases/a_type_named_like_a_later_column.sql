CREATE TABLE kinds(id INTEGER PRIMARY KEY);
CREATE TABLE things(id INTEGER PRIMARY KEY, name kind, kind INTEGER REFERENCES kinds(id));
--! 2:56 note INS0710: no index on things(kind), which refers to kinds
