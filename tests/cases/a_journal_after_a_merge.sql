--= 0000_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY);
--= 0001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY);
--= meta/
--= meta/_journal.json
{"dialect": "sqlite", "entries": [
{"idx": 0, "when": 3, "tag": "0000_users"},
{"idx": 1, "when": 2, "tag": "0001_notes"},
{"idx": 1, "when": 4, "tag": "0001_tags"},
{"idx": 2, "when": 5, "tag": "0001_notes"}]}
--= expected
meta/_journal.json:3:31 warning INS0217: its "when" is before that of 0000_users
meta/_journal.json:4:31 error INS0217: no file 0001_tags.sql
meta/_journal.json:5:31 error INS0217: tag 0001_notes twice
