DROP VIEW balance;
CREATE VIEW balance(amount, entries) AS SELECT sum(amount), count(*) FROM entry;
DROP TRIGGER entry_added;
CREATE TRIGGER entry_added AFTER INSERT ON entry WHEN new.amount <> 0 BEGIN
	UPDATE total SET amount = amount + new.amount WHERE kind IS new.kind;
END;
