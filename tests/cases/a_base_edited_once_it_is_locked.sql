--= base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name VARCHAR(20));
--! 1:1 error INS0211: checksum of base.sql changed; it is as immutable as released steps
--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT);
--= instar.lock
format 2
base 79345357cd82624426c3e28e73cc9ab1b0efef023c58e0011b9a1b3d78f80ff8
001_notes 470b3133f8327392f28149c043291f7b2d64228695c19438473ab942dd894a07
last 001_notes
