-- @destructive parcel.height: it was in inches
ALTER TABLE parcel DROP COLUMN height;
ALTER TABLE parcel ADD COLUMN height INTEGER NOT NULL DEFAULT -1;
