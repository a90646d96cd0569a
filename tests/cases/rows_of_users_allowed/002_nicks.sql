-- @allow INS0811 at most a hundred users
-- @fingerprint column users.email
ALTER TABLE users ADD COLUMN email TEXT;
UPDATE users SET nick = lower(name);
--! 4:8 note INS0411: users.nick is set by name
--! 4:8 warning INS0423: values of users.nick become NULL, and nothing keeps them
