-- @requires backfill 002_fil
--! 1:23 error INS0902: no backfill "002_fil" before this step
CREATE TABLE y(id INTEGER PRIMARY KEY);
