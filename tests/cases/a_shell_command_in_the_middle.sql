CREATE TABLE users(id INTEGER PRIMARY KEY);
.mode csv
.import users.csv users
CREATE TABLE notes(id INTEGER PRIMARY KEY);
--! 2:1 error INS0117: shell command, not SQL
--! 3:1 error INS0117: shell command, not SQL
