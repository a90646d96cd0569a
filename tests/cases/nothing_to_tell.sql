SELECT 1;
--! 1:1 note INS0310: nothing in the schema tells that this step has run
