-- @destructive settings: they are kept in a file now
-- @irreversible the values are gone
DROP TRIGGER loans_counted;
DROP TABLE settings;
