--= 001_first.sql
CREATE TABLE mails(id INTEGER PRIMARY KEY, user INTEGER NOT NULL, main INTEGER NOT NULL CHECK (main IN (0, 1)), UNIQUE (user, id)) STRICT;
--= 002_step.sql
--? harmful INS0507
CREATE UNIQUE INDEX mails_main ON mails(user) WHERE main = 1;
--= 002_step.sql
--? harmless
UPDATE mails SET main = 0
WHERE id NOT IN (SELECT min(id) FROM mails WHERE main = 1 GROUP BY user);
CREATE UNIQUE INDEX mails_main ON mails(user) WHERE main = 1;
