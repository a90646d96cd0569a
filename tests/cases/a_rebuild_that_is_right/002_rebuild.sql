CREATE TABLE users_new(team_id INTEGER REFERENCES teams(id), id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT '');
INSERT INTO users_new(id, name, team_id) SELECT id, ifnull(name, ''), team_id FROM users ORDER BY name DESC;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
--! 2:13 note INS0411: the copy fills users.name from something else
--! 1:24 note INS0710: no index on users(team_id), which refers to teams
