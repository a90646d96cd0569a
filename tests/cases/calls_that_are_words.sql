--? INS0821
CREATE TABLE calls(id INTEGER PRIMARY KEY, call TEXT DEFAULT '
-- @call shop_fold_names
');
/* -- @call shop_fold_names */
CREATE TRIGGER call AFTER INSERT ON calls BEGIN
	UPDATE calls SET call = lower(call) WHERE id = new.id;
END;
-- call the program afterwards
