CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT);
CREATE VIEW bodies AS SELECT id, "bdy" AS b FROM notes;
--! 2:34 error INS0704: no column "bdy" here; did you mean "body"?
