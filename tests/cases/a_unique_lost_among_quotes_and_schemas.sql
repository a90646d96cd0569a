--= 001_s1.sql
CREATE TABLE main."m"("id" INTEGER PRIMARY KEY, "a" TEXT NOT NULL UNIQUE);
--= 002_s2.sql
CREATE TABLE main."m 2"(id INTEGER PRIMARY KEY, a TEXT NOT NULL);
INSERT INTO "main"."m 2"(id, a) SELECT id, a FROM main.[m];
DROP TABLE main.M;
ALTER TABLE main."m 2" RENAME TO "m";
--! 1:19 error INS0609: m is built anew without its UNIQUE (a)
--! 2:56 note INS0713: a name in brackets, as SQL Server writes it
