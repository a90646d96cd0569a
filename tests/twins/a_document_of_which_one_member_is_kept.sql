--= 001_first.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, prefs TEXT NOT NULL CHECK (json_valid(prefs))) STRICT;
--= 002_step.sql
--? harmful INS0402
-- @rebuild users theme = prefs ->> '$.theme'
CREATE TABLE users(id INTEGER PRIMARY KEY, theme TEXT) STRICT;
--= 002_step.sql
--? harmless
-- @rebuild users theme = prefs ->> '$.theme'
CREATE TABLE users(id INTEGER PRIMARY KEY, prefs TEXT NOT NULL CHECK (json_valid(prefs)), theme TEXT) STRICT;
