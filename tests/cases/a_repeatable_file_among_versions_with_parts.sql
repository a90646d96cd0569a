--= V1.1__users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= V1.2__notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY);
--= R__1_2__fill.sql
DELETE FROM notes;
--= U1.2__notes.sql
DROP TABLE notes;
--= expected
R__1_2__fill.sql error INS0218: a repeatable migration would run whenever it changes
