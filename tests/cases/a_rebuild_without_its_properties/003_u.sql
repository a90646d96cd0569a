CREATE TABLE u(a INTEGER PRIMARY KEY, "b c" TEXT DEFAULT 'x' COLLATE [NOCASE], d TEXT DEFAULT NULL) STRICT;
--! 1:70 note INS0713: a name in brackets, as SQL Server writes it
