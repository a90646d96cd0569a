--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT NOT NULL, born TEXT NOT NULL) STRICT;
CREATE TABLE tags(id INTEGER PRIMARY KEY, word TEXT NOT NULL) STRICT;
--= 002_order.sql
CREATE TABLE notes_new(id INTEGER PRIMARY KEY, body TEXT NOT NULL, born TEXT NOT NULL) STRICT;
INSERT INTO notes_new(body, born) SELECT body, born FROM notes ORDER BY born, id;
DROP TABLE notes;
ALTER TABLE notes_new RENAME TO notes;
--! 1:1 note INS0310: nothing in the schema tells that this step has run
--! 2:13 note INS0421: the rows of notes get other numbers in id
