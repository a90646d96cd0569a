CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, mail TEXT, "a ""b""" TEXT);
CREATE TRIGGER of AFTER UPDATE ON users BEGIN SELECT 1; END;
CREATE TRIGGER "on" AFTER UPDATE OF "name", [mail], "a ""b""" ON users BEGIN SELECT 'of gone on'; END;
CREATE TRIGGER main.third UPDATE OF mail ON users BEGIN SELECT 1; END;
--! 3:45 note INS0713: a name in brackets, as SQL Server writes it
