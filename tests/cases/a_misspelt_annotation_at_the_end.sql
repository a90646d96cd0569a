CREATE TABLE users(id INTEGER PRIMARY KEY);
CREATE TRIGGER users_no AFTER DELETE ON users BEGIN
	SELECT raise(ABORT, 'no'); -- @destructiv rows may go
END;
-- @irreversable the table stays
--! 3:32 error INS0110: unknown annotation @destructiv; did you mean @destructive?
--! 5:4 error INS0110: unknown annotation @irreversable; did you mean @irreversible?
