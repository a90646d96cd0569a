-- @requires backfill w
--! 1:23 error INS0902: no backfill "w" before this step
CREATE TABLE u(id INTEGER PRIMARY KEY);
