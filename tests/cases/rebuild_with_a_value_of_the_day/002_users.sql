-- @rebuild users since = datetime('now')
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, mail TEXT, since TEXT);
--! 1:27 warning INS0818: datetime() differs from database to database
