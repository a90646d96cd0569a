DROP INDEX wanderer;
CREATE INDEX wanderer ON here(b, a);
