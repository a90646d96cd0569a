CREATE TRIGGER file_kept BEFORE DELETE ON file
WHEN old.size > 0
BEGIN
	SELECT CASE WHEN old.path = '' THEN raise(IGNORE)
		ELSE raise(ABORT, 'kept') END;
END;
