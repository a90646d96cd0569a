--? INS0710 INS0711
CREATE TABLE users(id INTEGER PRIMARY KEY, boss INTEGER UNIQUE REFERENCES users(id));
CREATE TABLE notes(user INTEGER NOT NULL REFERENCES users(id), other INTEGER REFERENCES users(id), n INTEGER,
	PRIMARY KEY (user, n));
CREATE INDEX notes_other ON notes(other, n);
CREATE INDEX notes_n ON notes(n) WHERE other IS NULL;
CREATE INDEX notes_n_desc ON notes(n DESC);
--! 3:100 note INS0707: n is in the primary key and takes NULL
