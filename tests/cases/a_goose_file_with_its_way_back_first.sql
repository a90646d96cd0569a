--= 00001_users.sql
-- +goose Up
CREATE TABLE users(id INTEGER PRIMARY KEY);
--= 00002_notes.sql
-- +goose Down
DROP TABLE notes;
-- +goose Up
CREATE TABLE notes(id INTEGER PRIMARY KEY);
--! 3:1 error INS0216: -- +goose Up after -- +goose Down
