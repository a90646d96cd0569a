ALTER TABLE parcel ADD COLUMN weight TEXT DEFAULT 'heavy; or light';
