-- SQLite takes the empty name for any object, and blanks.
CREATE TABLE ""(a, "" TEXT);
CREATE INDEX " " ON ""("");
