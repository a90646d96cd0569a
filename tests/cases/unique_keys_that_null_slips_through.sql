CREATE TABLE notes(id INTEGER PRIMARY KEY, owner INTEGER NOT NULL, folder INTEGER, title TEXT NOT NULL,
	UNIQUE (owner, folder, title));
--! 1:14 note INS0715: rows of notes with NULL in folder may have the same owner,folder,title
