-- it’s “fine” here
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT DEFAULT 'it’s “new”', "the “x”" TEXT);
/* ‘and’ here */
--? INS0717
