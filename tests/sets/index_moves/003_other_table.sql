DROP INDEX wanderer;
CREATE INDEX wanderer ON there(b, a);
