CREATE TABLE teams(id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, team_id INTEGER REFERENCES teams(id));
CREATE TABLE notes(id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users(id));
--! 3:44 note INS0710: no index on notes(user_id), which refers to users
