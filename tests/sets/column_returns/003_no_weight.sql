-- @destructive nobody could sort by it
ALTER TABLE parcel DROP COLUMN weight;
