--= 001_first.sql
CREATE TABLE kinds(id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE) STRICT;
--= 002_step.sql
--? harmful INS0507
UPDATE kinds SET word = CASE word WHEN 'grey' THEN 'gray' ELSE word END;
--= 002_step.sql
--? harmless
UPDATE kinds SET word = CASE word WHEN 'grey' THEN 'gray' ELSE word END
WHERE NOT EXISTS (SELECT 1 FROM kinds WHERE word = 'gray');
