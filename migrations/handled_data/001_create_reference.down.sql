DROP TABLE reference_units;
DROP TABLE reference_countries;
