CREATE TABLE schema_migrations(a INTEGER PRIMARY KEY);
--! 1:14 error INS0703: reserved name schema_migrations
CREATE TABLE sqlite_x(a INTEGER PRIMARY KEY);
--! 3:14 error INS0703: reserved name sqlite_x
