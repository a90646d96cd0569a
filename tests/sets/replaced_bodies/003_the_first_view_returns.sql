DROP VIEW balance;
CREATE VIEW balance AS SELECT sum(amount) AS amount FROM entry;
