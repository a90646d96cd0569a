--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT);
--= instar.lock
format 3
001_notes 470b3133f8327392f28149c043291f7b2d64228695c19438473ab942dd894a07
last 001_notes
--= expected
instar.lock:1:1 error INS0214: written by a newer instar: format 3, and this one reads 2
