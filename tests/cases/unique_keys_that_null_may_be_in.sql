--? INS0715
CREATE TABLE notes(id INTEGER PRIMARY KEY, owner INTEGER NOT NULL, folder INTEGER, title TEXT NOT NULL,
	slug TEXT UNIQUE, a TEXT, b TEXT, UNIQUE (a, b));
CREATE UNIQUE INDEX notes_folder ON notes(owner, folder, title);
CREATE UNIQUE INDEX notes_no_folder ON notes(owner, title) WHERE folder IS NULL;
