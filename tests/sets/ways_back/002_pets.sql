CREATE TABLE pets(
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	owner INTEGER REFERENCES people(id) ON DELETE CASCADE,
	name TEXT
);
CREATE VIEW owners AS SELECT p.name AS owner, count(*) AS pets FROM people p JOIN pets ON pets.owner = p.id GROUP BY p.id;
-- @down
DROP VIEW owners;
DROP TABLE pets;
