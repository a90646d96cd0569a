--= 001_users.sql
-- @release 1.9
CREATE TABLE users(id INTEGER PRIMARY KEY);
--= 002_notes.sql
-- @release 1.10
CREATE TABLE notes(id INTEGER PRIMARY KEY);
--= 003_tags.sql
CREATE TABLE tags(id INTEGER PRIMARY KEY);
--= 004_links.sql
-- @release 1.9.9
CREATE TABLE links(id INTEGER PRIMARY KEY);
--! 1:4 error INS0207: release 1.9.9 after 1.10, which 002_notes already needs
