--= 001_first.sql
CREATE TABLE visits(id INTEGER PRIMARY KEY, adults INTEGER NOT NULL, children INTEGER NOT NULL) STRICT;
--= 002_step.sql
--? harmful INS0402
-- @rebuild visits guests = adults + children
CREATE TABLE visits(id INTEGER PRIMARY KEY, guests INTEGER NOT NULL) STRICT;
--= 002_step.sql
--? harmless
-- @rebuild visits guests = adults || '+' || children
CREATE TABLE visits(id INTEGER PRIMARY KEY, guests TEXT NOT NULL) STRICT;
