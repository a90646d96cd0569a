CREATE TABLE codes(code TEXT NOT NULL);
-- @sample INSERT INTO codes VALUES (NULL)
--! 2:4 error INS0512: @sample fails: NOT NULL constraint failed: codes.code
