--= 001_first.sql
CREATE TABLE entries(id INTEGER PRIMARY KEY, at TEXT NOT NULL UNIQUE) STRICT;
--= 002_step.sql
--? harmful INS0507
CREATE UNIQUE INDEX entries_day ON entries(date(at));
--= 002_step.sql
--? harmless
CREATE UNIQUE INDEX entries_day ON entries(at, date(at));
