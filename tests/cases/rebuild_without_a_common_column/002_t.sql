-- @rebuild t
CREATE TABLE t(b TEXT PRIMARY KEY) WITHOUT ROWID;
--! 2:14 error INS0120: the new t has no column of the old one
