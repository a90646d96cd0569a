--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT, age INTEGER) STRICT;
CREATE TABLE marks(word TEXT NOT NULL) STRICT;
--= 002_step.sql
--? harmful INS0513
-- @fingerprint rows (SELECT 1 FROM marks WHERE NOT EXISTS (SELECT 1 FROM users))
INSERT INTO marks(word) VALUES('none');
--= 002_step.sql
--? harmless
-- @fingerprint rows (SELECT 1 FROM marks WHERE word = 'done')
INSERT INTO marks(word) VALUES('done');
