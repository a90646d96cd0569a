--? INS0804
PRAGMA foreign_keys = OFF;
BEGIN;
PRAGMA foreign_keys = OFF;
CREATE TABLE users(id INTEGER PRIMARY KEY);
PRAGMA foreign_keys = ON;
COMMIT;
PRAGMA foreign_keys = ON;
--! 2:8 note INS0805: foreign_keys is left out of the step
--! 4:8 note INS0805: foreign_keys is left out of the step
--! 6:8 note INS0805: foreign_keys is left out of the step
--! 8:8 note INS0805: foreign_keys is left out of the step
