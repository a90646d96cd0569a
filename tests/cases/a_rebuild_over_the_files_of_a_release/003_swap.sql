DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
CREATE TRIGGER users_log AFTER INSERT ON users BEGIN INSERT INTO log VALUES (new.id); END;
--! 2:13 warning INS0613: users is built anew without its CHECK (age > 0)
--! 2:13 warning INS0610: users is built anew without its index users_age
