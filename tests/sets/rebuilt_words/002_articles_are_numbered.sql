-- the rows keep their numbers, because the index of the words knows them by these
-- @rebuild article
CREATE TABLE article(number INTEGER PRIMARY KEY, title TEXT NOT NULL DEFAULT '', body TEXT);
