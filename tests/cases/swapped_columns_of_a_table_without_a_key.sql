--= 001_views.sql
CREATE TABLE views(page TEXT, day TEXT);
--= 002_rebuild.sql
CREATE TABLE views_new(day TEXT, page TEXT);
INSERT INTO views_new SELECT * FROM views;
DROP TABLE views;
ALTER TABLE views_new RENAME TO views;
--! 2:13 error INS0408: the copy fills views.page, views.day by position, from other columns
