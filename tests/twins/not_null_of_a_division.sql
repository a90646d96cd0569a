--= 001_first.sql
CREATE TABLE trips(id INTEGER PRIMARY KEY, metres INTEGER NOT NULL, seconds INTEGER NOT NULL) STRICT;
--= 002_step.sql
--? harmful INS0506
-- @rebuild trips speed = metres / seconds
CREATE TABLE trips(id INTEGER PRIMARY KEY, metres INTEGER NOT NULL, seconds INTEGER NOT NULL, speed INTEGER NOT NULL) STRICT;
--= 002_step.sql
--? harmless
-- @rebuild trips speed = coalesce(metres / seconds, 0)
CREATE TABLE trips(id INTEGER PRIMARY KEY, metres INTEGER NOT NULL, seconds INTEGER NOT NULL, speed INTEGER NOT NULL) STRICT;
