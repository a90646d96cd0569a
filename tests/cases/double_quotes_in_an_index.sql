CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT);
CREATE INDEX notes_body ON notes("bdy");
--! 2:34 error INS0704: no column "bdy" here; did you mean "body"?
