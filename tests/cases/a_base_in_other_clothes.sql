--? INS0211 INS0221
--= base.sql
-- users, as release 1 made them
create table users
	(id integer primary key, name text);
--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT);
--= instar.lock
format 2
set shop
base 79345357cd82624426c3e28e73cc9ab1b0efef023c58e0011b9a1b3d78f80ff8
001_notes 470b3133f8327392f28149c043291f7b2d64228695c19438473ab942dd894a07
last 001_notes
