create table if not exists "t" ( a integer primary key ); -- the same
CREATE INDEX IF NOT EXISTS j ON v(a, a);
DROP INDEX i;
CREATE INDEX IF NOT EXISTS i ON u(a, c);
