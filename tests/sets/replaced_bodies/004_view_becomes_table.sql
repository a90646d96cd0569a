DROP VIEW balance;
CREATE TABLE balance(amount INTEGER);
INSERT INTO balance SELECT sum(amount) FROM entry;
