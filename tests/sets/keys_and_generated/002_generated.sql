CREATE TABLE box(
	width REAL NOT NULL, height REAL NOT NULL, depth REAL NOT NULL DEFAULT 1.0,
	volume REAL GENERATED ALWAYS AS (width * height * depth) STORED,
	label TEXT AS (width || ' x ' || height) VIRTUAL UNIQUE
);
CREATE INDEX box_volume ON box(volume DESC);
