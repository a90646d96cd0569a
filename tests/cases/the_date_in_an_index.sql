CREATE TABLE days(id INTEGER PRIMARY KEY, day TEXT);
CREATE INDEX days_day ON days(day, CURRENT_DATE);
--! 2:36 error INS0301: non-deterministic functions prohibited in index expressions
