CREATE INDEX companies_name ON companies(name);
