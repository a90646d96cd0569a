--? INS0301
CREATE TABLE "order"("group" INTEGER PRIMARY KEY, Name TEXT);
CREATE INDEX Order_Name ON [ORDER](NAME);
INSERT INTO main.`order`(name) VALUES ('it''s');
CREATE VIEW v AS WITH o(n) AS (SELECT name FROM "Order") SELECT n FROM o;
--! 3:28 note INS0713: a name in brackets, as SQL Server writes it
