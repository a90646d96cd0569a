-- @requires backfill 002_fill, backfill fill-w.2, table u, backfill 2024-01-08.x
CREATE TABLE w(id INTEGER PRIMARY KEY);
