CREATE TABLE "a table"([a column] INTEGER PRIMARY KEY, `another` TEXT);
CREATE INDEX "an index" ON "a table"(another);
CREATE VIEW [a view] AS SELECT "a column" FROM `a table`;
