DROP INDEX wanderer;
CREATE UNIQUE INDEX wanderer ON there(b, a);
