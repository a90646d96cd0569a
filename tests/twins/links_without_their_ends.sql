--= 001_first.sql
CREATE TABLE votes(voter INTEGER NOT NULL, page INTEGER NOT NULL, PRIMARY KEY (voter, page)) STRICT;
--= 002_step.sql
--? harmful INS0401
CREATE TABLE voters(voter INTEGER NOT NULL PRIMARY KEY) STRICT;
CREATE TABLE pages(page INTEGER NOT NULL PRIMARY KEY) STRICT;
INSERT INTO voters(voter) SELECT DISTINCT voter FROM votes;
INSERT INTO pages(page) SELECT DISTINCT page FROM votes;
DROP TABLE votes;
--= 002_step.sql
--? harmless
CREATE TABLE voters(voter INTEGER NOT NULL PRIMARY KEY) STRICT;
CREATE TABLE pages(page INTEGER NOT NULL, voter INTEGER NOT NULL, PRIMARY KEY (page, voter)) STRICT;
INSERT INTO voters(voter) SELECT DISTINCT voter FROM votes;
INSERT INTO pages(page, voter) SELECT page, voter FROM votes;
DROP TABLE votes;
