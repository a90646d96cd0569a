CREATE TABLE addresses(person_id INTEGER PRIMARY KEY REFERENCES people(id), street TEXT NOT NULL, town TEXT NOT NULL);
INSERT INTO addresses(person_id, street, town) SELECT id, street, town FROM people;
ALTER TABLE people DROP COLUMN street;
ALTER TABLE people DROP COLUMN town;
