--= 001_s1.sql
CREATE TABLE m(id INTEGER PRIMARY KEY, mail TEXT NOT NULL UNIQUE CHECK (length(mail) > 1));
--= 002_s2.sql
CREATE TABLE m_new(id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE CHECK (length(email) > 1));
INSERT INTO m_new(id, email) SELECT id, mail FROM m;
DROP TABLE m;
ALTER TABLE m_new RENAME TO m;
