-- @allow INS0702 it is a type of ours
CREATE TABLE t(id INTEGER PRIMARY KEY, a INTEGER b TEXT);
