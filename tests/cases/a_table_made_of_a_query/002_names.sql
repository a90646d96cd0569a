CREATE TABLE names AS SELECT id, name FROM users;
--! 1:14 warning INS0605: names has no keys, defaults or constraints
