--? INS0716
--= options
--suggest-strict
--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT) STRICT;
CREATE TABLE dates(id INTEGER PRIMARY KEY, made DATETIME);
CREATE TABLE anything(id INTEGER PRIMARY KEY, value);
CREATE VIRTUAL TABLE search USING fts5(body);
