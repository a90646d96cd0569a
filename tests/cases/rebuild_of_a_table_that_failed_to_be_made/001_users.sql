CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, mail TEXT);
CREATE TABLE notes(id INTEGER PRIMARY KEY, PRIMARY KEY (id));
--! 2:44 error INS0301: table "notes" has more than one primary key
