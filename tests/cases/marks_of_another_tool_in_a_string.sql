--? INS0215 INS0216
--= 00001_users.sql
-- +goose Up
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT DEFAULT '-- migrate:up');
/*
-- +goose Down
*/
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT DEFAULT '
-- +goose Down
');
-- +goose Down
DROP TABLE notes;
DROP TABLE users;
--= 00002_tags.sql
-- a remark: it has no down migration, and dbmate's -- migrate:up is no word here
-- +goose Up
CREATE TABLE tags(id INTEGER PRIMARY KEY);
