ALTER TABLE parcel ADD COLUMN height;
