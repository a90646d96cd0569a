--= 00001_users.sql
-- +goose Up
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
-- +goose StatementBegin
CREATE TRIGGER folded AFTER INSERT ON users BEGIN
	UPDATE users SET name = lower(new.name) WHERE id = new.id;
END;
-- +goose Down
-- +goose StatementEnd
DROP TABLE users;
--! 3:1 error INS0216: StatementBegin without StatementEnd
--! 8:1 error INS0216: StatementEnd without StatementBegin
