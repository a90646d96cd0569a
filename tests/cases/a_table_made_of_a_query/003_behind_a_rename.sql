CREATE TABLE copy AS SELECT id, name FROM names;
ALTER TABLE copy RENAME TO people;
--! 1:14 warning INS0605: people has no keys, defaults or constraints
