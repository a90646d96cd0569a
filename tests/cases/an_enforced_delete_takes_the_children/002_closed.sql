-- @foreign_keys on
DELETE FROM users WHERE name IS NOT NULL;
--! 2:1 note INS0310: nothing in the schema tells that this step has run
--! 2:13 error INS0406: DELETE takes 5 of 5 rows of users
--! 2:13 error INS0404: notes loses rows, and no statement names it
