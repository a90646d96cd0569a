-- @transaction none
VACUUM INTO 'copy.db';
ATTACH 'x.db' AS x;
--! 2:1 error INS0803: VACUUM INTO writes a file; not allowed
--! 3:1 error INS0822: ATTACH in a step with @transaction none
--! 3:1 error INS0802: ATTACH not allowed
