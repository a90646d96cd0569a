--= 001_marks.sql
CREATE TABLE marks(id INTEGER PRIMARY KEY, label TEXT NOT NULL, host TEXT NOT NULL) STRICT;
--= 002_again.sql
CREATE TABLE marks_new(id INTEGER PRIMARY KEY, label TEXT NOT NULL, host TEXT NOT NULL) STRICT;
INSERT INTO marks_new(id, label, host) SELECT id, 'label', host FROM marks;
DROP TABLE marks;
ALTER TABLE marks_new RENAME TO marks;
--! 1:1 note INS0310: nothing in the schema tells that this step has run
--! 2:13 error INS0422: the copy fills marks.label with a constant, and its values are kept nowhere
