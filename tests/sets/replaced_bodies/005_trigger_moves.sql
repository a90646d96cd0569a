-- The same trigger name on another table, and one that writes through a view.
DROP TRIGGER entry_added;
CREATE TRIGGER entry_added AFTER DELETE ON total BEGIN
	SELECT CASE WHEN old.amount <> 0 THEN raise(ABORT, 'not empty; END') END;
END;
CREATE VIEW writable AS SELECT id, amount FROM entry;
CREATE TRIGGER writable_insert INSTEAD OF INSERT ON writable BEGIN
	INSERT INTO entry(id, amount) VALUES (new.id, new.amount);
END;
