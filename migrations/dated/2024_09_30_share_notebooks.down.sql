ALTER TABLE notebooks DROP COLUMN visibility;
DROP TABLE notebook_members;
