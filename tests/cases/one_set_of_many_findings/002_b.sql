ATTACH x AS y;
--! 1:1 error INS0802: ATTACH not allowed
--! 1:1 note INS0310: nothing in the schema tells that this step has run
