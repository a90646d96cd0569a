--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, t TEXT NOT NULL);
CREATE TABLE tags(id INTEGER PRIMARY KEY, t TEXT NOT NULL);
--= 002_away.sql
ALTER TABLE notes RENAME TO notes_old;
ALTER TABLE tags RENAME TO labels;
--! 2:13 warning INS0606: tags is renamed, and released programs read it
--= 003_again.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, t TEXT NOT NULL, pin INTEGER NOT NULL DEFAULT 0);
--= 004_copy.sql
INSERT INTO notes(id, t) SELECT id, t FROM notes_old;
--! 1:1 note INS0310: nothing in the schema tells that this step has run
--= 005_drop.sql
DROP TABLE notes_old;
--= instar.lock
# instar.lock: released steps, which never change. Written by instar lock; keep it in version control.
001_notes f8549a57b18c555871a104db3c1392a5333696ee47b50a1637d39ed63d94398a
last 001_notes
