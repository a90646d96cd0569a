CREATE TABLE rate AS WITH r(code, value) AS (VALUES ('a', 1.5), ('b;', 2)) SELECT * FROM r;
CREATE INDEX rate_code ON rate(code);
