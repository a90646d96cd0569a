--= base.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--! 1:1 error INS0221: base.sql is new, and comes before released steps
--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT);
--= instar.lock
001_notes 470b3133f8327392f28149c043291f7b2d64228695c19438473ab942dd894a07
last 001_notes
