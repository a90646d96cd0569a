-- @rebuild users email = mail
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, email TEXT);
--! 2:14 error INS0120: index users_mail does not fit the new users: no such column: mail
--! 2:14 error INS0120: trigger users_lower does not fit the new users: no such column: mail
--! 2:14 error INS0120: trigger users_mailed does not fit the new users: no such column: mail
