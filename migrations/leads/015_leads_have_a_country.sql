ALTER TABLE leads ADD COLUMN country TEXT CHECK (country IS NULL OR length(country) = 2);
