--= 001_first.sql
CREATE TABLE lines(id INTEGER PRIMARY KEY, article INTEGER NOT NULL, amount INTEGER NOT NULL) STRICT;
--= 002_step.sql
--? harmful INS0401
CREATE TABLE basket(article INTEGER NOT NULL PRIMARY KEY, amount INTEGER NOT NULL) STRICT;
INSERT INTO basket(article, amount) SELECT article, amount FROM lines WHERE true
	ON CONFLICT (article) DO UPDATE SET amount = basket.amount + excluded.amount;
DROP TABLE lines;
--= 002_step.sql
--? harmless
CREATE TABLE basket(id INTEGER PRIMARY KEY, article INTEGER NOT NULL, amount INTEGER NOT NULL) STRICT;
INSERT INTO basket(article, amount) SELECT article, amount FROM lines;
DROP TABLE lines;
