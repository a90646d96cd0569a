--? INS0410
--= 001_views.sql
CREATE TABLE views(page INTEGER, day TEXT NOT NULL);
--= 002_rebuild.sql
-- @destructive views: views of no page are of no use
CREATE TABLE views_new(page INTEGER NOT NULL, day TEXT NOT NULL);
INSERT INTO views_new SELECT page, day FROM views WHERE page IS NOT NULL AND rowid <> 1;
DROP TABLE views;
ALTER TABLE views_new RENAME TO views;
--! 3:13 note INS0407: the copy leaves out 1 of 5 rows of views
