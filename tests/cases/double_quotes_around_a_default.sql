CREATE TABLE notes(id INTEGER PRIMARY KEY, state TEXT DEFAULT "new", [a "b"] TEXT);
ALTER TABLE notes ADD COLUMN kind TEXT DEFAULT 'text' CHECK ("kind" <> "state");
CREATE INDEX notes_kind ON notes("kind") WHERE "state" <> 'a "gone" b';
--! 1:63 warning INS0704: DEFAULT "new" is a text, and double quotes are for names
--! 1:70 note INS0713: a name in brackets, as SQL Server writes it
