--= 001_first.sql
CREATE TABLE docs(id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
--= 002_step.sql
--? harmful INS0505
-- @rebuild docs
CREATE TABLE docs(id INTEGER PRIMARY KEY, body TEXT NOT NULL CHECK (json_valid(body))) STRICT;
--= 002_step.sql
--? harmless
UPDATE docs SET body = json_quote(body) WHERE NOT json_valid(body);
-- @rebuild docs
CREATE TABLE docs(id INTEGER PRIMARY KEY, body TEXT NOT NULL CHECK (json_valid(body))) STRICT;
