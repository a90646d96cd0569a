CREATE TABLE t(a TEXT DEFAULT 'BEGIN; COMMIT; -- @down', b TEXT DEFAULT "c");
INSERT INTO t VALUES ('ATTACH x; /* ', '"');
--! 1:73 warning INS0704: DEFAULT "c" is a text, and double quotes are for names
