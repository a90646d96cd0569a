--= 20260101000000_users.sql
-- migrate:up
CREATE TABLE users(id INTEGER PRIMARY KEY);
--= 20260102000000_notes.sql
-- migrate:up
CREATE TABLE notes(id INTEGER PRIMARY KEY);
--= 20260103000000_tags.sql
-- +goose Up
CREATE TABLE tags(id INTEGER PRIMARY KEY);
--= expected
20260103000000_tags.sql error INS0215: like NNN_name.sql with -- +goose Up, among files like NNN_name.sql with -- migrate:up
