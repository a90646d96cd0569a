--= options
--target=3.30.0
--= 001_dates.sql
CREATE TABLE dates(id INTEGER PRIMARY KEY, text format(10));
INSERT INTO dates(id, text) VALUES (1, iif(1, 'a', 'b'));
--! 2:40 error INS0815: iif() needs SQLite 3.32.0; the target is 3.30.0
