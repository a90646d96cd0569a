-- @foreign_keys on
-- @destructive users, notes: accounts that were closed go with all they wrote
DELETE FROM users WHERE name IS NOT NULL;
--! 3:1 note INS0310: nothing in the schema tells that this step has run
--! 3:13 warning INS0811: changes rows of users, which may be many; move to a backfill
--! 3:13 note INS0406: DELETE takes 5 of 5 rows of users
--! 3:13 note INS0404: notes loses rows, and no statement names it
