-- @destructive there: the second table was never used
DROP TABLE there;
CREATE INDEX there ON here(a);
