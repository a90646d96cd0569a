--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, owner INTEGER NOT NULL, title TEXT NOT NULL);
--= 002_folder.sql
ALTER TABLE notes ADD COLUMN folder INTEGER;
--= 003_unique.sql
ALTER TABLE notes RENAME TO pages;
CREATE UNIQUE INDEX pages_title ON pages(owner, folder, title);
--! 2:21 note INS0715: rows of pages with NULL in folder may have the same owner,folder,title
--! 2:57 warning INS0507: UNIQUE constraint failed: pages.owner, pages.folder, pages.title
