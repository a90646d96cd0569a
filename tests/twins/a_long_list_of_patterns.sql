--= 001_first.sql
CREATE TABLE t(id INTEGER PRIMARY KEY, s TEXT NOT NULL, v TEXT);
--= 002_step.sql
--? harmful INS0423
UPDATE t SET v = NULL WHERE s LIKE '%.a' OR s LIKE '%.b' OR s LIKE '%.c'
    OR s LIKE '%.d' OR s LIKE '%.e' OR s LIKE '%.f' OR s LIKE '%.g' OR s LIKE '%.h'
    OR s LIKE '%.i' OR s LIKE '%.j' OR s LIKE '%.k' OR s LIKE '%.l' OR s LIKE '%.m'
    OR s LIKE '%.n' OR s LIKE '%.o' OR s LIKE '%.p';
--= 002_step.sql
--? harmless
UPDATE t SET v = v WHERE s LIKE '%.a' OR s LIKE '%.b' OR s LIKE '%.c' OR s LIKE '%.d'
    OR s LIKE '%.e' OR s LIKE '%.f' OR s LIKE '%.g' OR s LIKE '%.h' OR s LIKE '%.i'
    OR s LIKE '%.j' OR s LIKE '%.k' OR s LIKE '%.l' OR s LIKE '%.m' OR s LIKE '%.n'
    OR s LIKE '%.o' OR s LIKE '%.p';
