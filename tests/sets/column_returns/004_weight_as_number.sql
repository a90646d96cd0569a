ALTER TABLE parcel ADD COLUMN weight REAL CHECK (weight > 0);
