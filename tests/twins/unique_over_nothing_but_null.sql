--= 001_first.sql
CREATE TABLE parts(id INTEGER PRIMARY KEY, box INTEGER, name TEXT NOT NULL, UNIQUE (box, name)) STRICT;
--= 002_step.sql
--? harmful INS0507
CREATE UNIQUE INDEX parts_place ON parts(ifnull(box, 0), name);
--= 002_step.sql
--? harmless
CREATE UNIQUE INDEX parts_place ON parts(ifnull(box, -id), name);
