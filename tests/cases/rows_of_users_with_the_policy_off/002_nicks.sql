-- @fingerprint column users.email
ALTER TABLE users ADD COLUMN email TEXT;
UPDATE users SET nick = lower(name);
--! 3:8 note INS0411: users.nick is set by name
--! 3:8 warning INS0423: values of users.nick become NULL, and nothing keeps them
