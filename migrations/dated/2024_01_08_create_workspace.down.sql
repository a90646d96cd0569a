DROP TABLE notes;
DROP TABLE notebooks;
DROP TABLE members;
