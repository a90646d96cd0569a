--= 001_first.sql
CREATE TABLE cups(id INTEGER PRIMARY KEY, amount INTEGER NOT NULL) STRICT;
--= 002_step.sql
--? harmful INS0507
INSERT INTO cups(id, amount) VALUES (1, 250), (2, 500);
--= 002_step.sql
--? harmless
INSERT INTO cups(amount) VALUES (250), (500);
