-- @destructive ticket: sold by another program for one year
DROP TABLE ticket;
CREATE TABLE partner(id INTEGER PRIMARY KEY, name TEXT);
