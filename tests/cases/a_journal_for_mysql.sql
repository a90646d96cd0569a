--= 0000_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY);
--= meta/
--= meta/_journal.json
{"entries": [{"idx": 0, "when": 1, "tag": "0000_users"}], "dialect": "mysql"}
--= expected
meta/_journal.json:1:71 error INS0219: a history for mysql
