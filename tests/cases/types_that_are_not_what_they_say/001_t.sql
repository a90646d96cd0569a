CREATE TABLE t(a INTEGER PRIMARY KEY, b STRING, c FLOATING POINT, d VARCHR(10), e INTERGER,
	string TEXT, point REAL, f DATETIME, g DECIMAL(10, 2), h BOOLEAN, i VARCHAR(9), j "TEXT", k JSON,
	l UUID, m BYTES, n UNSIGNED BIG INT, o);
--! 1:41 warning INS0705: type string of b is not what it says
--! 1:51 warning INS0705: type floating point of c is not what it says
--! 1:69 warning INS0706: unknown type "varchr"; did you mean varchar?
--! 1:83 warning INS0706: unknown type "interger"; did you mean integer?
