--= 001_first.sql
CREATE TABLE pages(id INTEGER PRIMARY KEY, views INTEGER NOT NULL, hidden INTEGER NOT NULL CHECK (hidden IN (0, 1))) STRICT;
--= 002_step.sql
--? harmful INS0402
-- @rebuild pages seen = views > 0
CREATE TABLE pages(id INTEGER PRIMARY KEY, seen INTEGER NOT NULL, hidden INTEGER NOT NULL CHECK (hidden IN (0, 1))) STRICT;
--= 002_step.sql
--? harmless
-- @rebuild pages shown = CASE WHEN hidden THEN 'no' ELSE 'yes' END
CREATE TABLE pages(id INTEGER PRIMARY KEY, views INTEGER NOT NULL, shown TEXT NOT NULL) STRICT;
