--= 0000_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY);
--= 0001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY);
--= meta/
--= meta/_journal.json
{"dialect": "sqlite", "entries": [{"idx": 0, "when": 1, "tag": "0000_users"}]}
--= expected
0001_notes.sql error INS0217: not in meta/_journal.json, so drizzle never runs it
