CREATE TABLE IF NOT EXISTS w(a INTEGER PRIMARY KEY, c TEXT);
CREATE TABLE IF NOT EXISTS u(a INTEGER PRIMARY KEY, c TEXT);
--! 1:28 warning INS0608: w is there already, in another shape; nothing happens
