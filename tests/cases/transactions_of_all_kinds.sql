BEGIN IMMEDIATE;
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT);
END;
BEGIN;
INSERT INTO notes VALUES (1, 'a');
ROLLBACK;
ALTER TABLE notes ADD COLUMN state TEXT;
COMMIT;
--! 1:1 error INS0801: transactions belong to instar; remove BEGIN
--! 3:1 error INS0801: transactions belong to instar; remove END
--! 4:1 error INS0801: transactions belong to instar; remove BEGIN
--! 6:1 error INS0801: transactions belong to instar; remove ROLLBACK
--! 8:1 error INS0801: transactions belong to instar; remove COMMIT
