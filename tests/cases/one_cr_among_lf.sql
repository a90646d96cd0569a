--= 001_users.sql bytes
CREATE TABLE users(id INTEGER PRIMARY KEY);
CREATE TABLE notes(id INTEGER PRIMARY KEY); -- notes\x0dINSERT INTO notes VALUES (1);
CREATE INDEX notes_id ON notes(id);
--! 2:53 error INS0103: line ends with CR only; `--` comment swallows the rest
