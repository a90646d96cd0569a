CREATE TABLE IF NOT EXISTS t(a INTEGER PRIMARY KEY, b TEXT);
CREATE INDEX IF NOT EXISTS i ON t(b);
DROP TABLE IF EXISTS gone;
--! 3:22 warning INS0220: no step makes the table gone that this drops
