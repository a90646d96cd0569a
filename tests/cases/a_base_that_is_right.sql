--? INS0221 INS0115
--= base.sql
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
INSERT INTO users VALUES (1, 'root');
COMMIT;
--! 1:8 note INS0805: foreign_keys is left out of the step
--= 001_mail.sql
ALTER TABLE users ADD COLUMN mail TEXT;
