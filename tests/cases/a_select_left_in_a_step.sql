CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT);
WITH n AS (SELECT count(*) AS c FROM notes) SELECT c, upper('x') FROM n;
--! 2:1 warning INS0823: a SELECT changes nothing, and nobody reads what it gives
