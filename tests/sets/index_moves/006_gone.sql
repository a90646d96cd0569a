DROP INDEX wanderer;
