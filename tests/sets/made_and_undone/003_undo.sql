-- @destructive attempt, base.tried: it was an attempt
DROP TABLE attempt;
ALTER TABLE base DROP COLUMN tried;
