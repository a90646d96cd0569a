-- @destructive parcel.weight: nobody could sort by it
ALTER TABLE parcel DROP COLUMN weight;
