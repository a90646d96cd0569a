CREATE INDEX users_name ON users(nam);
--! 1:34 error INS0301: no such column: nam; did you mean name?
