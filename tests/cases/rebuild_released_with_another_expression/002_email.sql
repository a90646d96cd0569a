-- @rebuild users email = upper(mail)
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT);
--! 2:1 error INS0211: checksum of 002_email changed; released steps are immutable
