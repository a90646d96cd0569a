--= V1__notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT);
-- //@UNDO
--! 2:1 error INS0109: here the down migration of another tool begins
DROP TABLE notes;
