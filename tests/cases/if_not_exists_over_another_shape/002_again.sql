-- @fingerprint table v
CREATE TABLE IF NOT EXISTS t(a INTEGER PRIMARY KEY, b TEXT);
CREATE TABLE v(a INTEGER PRIMARY KEY);
--! 2:28 warning INS0608: t is there already, in another shape; nothing happens
