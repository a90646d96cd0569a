CREATE TABLE "a table"([a column] INTEGER PRIMARY KEY, `another` TEXT);
CREATE INDEX "an index" ON "a table"(another);
CREATE VIEW [a view] AS SELECT "a column" FROM `a table`;
--! 1:24 note INS0713: a name in brackets, as SQL Server writes it
