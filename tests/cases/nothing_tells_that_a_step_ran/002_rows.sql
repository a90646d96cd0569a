INSERT INTO a VALUES (1);
--! 1:1 note INS0310: nothing in the schema tells that this step has run
--! 1:13 warning INS0507: UNIQUE constraint failed: a.a
