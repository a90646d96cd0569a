--= 001_first.sql
CREATE TABLE prices(article INTEGER NOT NULL, day TEXT NOT NULL, cents INTEGER NOT NULL, PRIMARY KEY (article, day)) STRICT;
--= 002_step.sql
--? harmful INS0407
CREATE TABLE prices_new(article INTEGER NOT NULL PRIMARY KEY, day TEXT NOT NULL, cents INTEGER NOT NULL) STRICT;
INSERT OR REPLACE INTO prices_new(article, day, cents) SELECT article, day, cents FROM prices;
DROP TABLE prices;
ALTER TABLE prices_new RENAME TO prices;
--= 002_step.sql
--? harmless
CREATE TABLE prices_new(day TEXT NOT NULL, article INTEGER NOT NULL, cents INTEGER NOT NULL, PRIMARY KEY (day, article)) STRICT;
INSERT OR REPLACE INTO prices_new(article, day, cents) SELECT article, day, cents FROM prices;
DROP TABLE prices;
ALTER TABLE prices_new RENAME TO prices;
