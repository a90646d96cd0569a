ALTER TABLE a ADD COLUMN b TEXT;
ALTER TABLE a ADD COLUMN b TEXT;
--! 2:26 error INS0301: duplicate column name: b
