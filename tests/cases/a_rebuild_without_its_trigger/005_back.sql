CREATE UNIQUE INDEX i ON t(b, c);
--! 1:31 warning INS0507: UNIQUE constraint failed: t.b, t.c
