--= 001_first.sql
CREATE TABLE prefs(user INTEGER NOT NULL, key TEXT NOT NULL, value TEXT, PRIMARY KEY (user, key)) STRICT;
--= 002_step.sql
--? harmful INS0507
INSERT INTO prefs(user, key, value) VALUES (1, 'theme', 'dark');
--= 002_step.sql
--? harmless
INSERT INTO prefs(user, key, value) VALUES (1, 'theme', 'dark')
ON CONFLICT (user, key) DO UPDATE SET value = value;
