--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
--= 002_email.sql
ALTER TABLE users ADD COLUMN email TEXT;
--= 003_phone.sql
-- @fingerprint column users.email, column users.phone
ALTER TABLE users ADD COLUMN phone TEXT;
--! 1:24 error INS0303: true before the step; it cannot detect that the step has run: column users.email
