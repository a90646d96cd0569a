-- @release 1.9.0
--! 1:4 error INS0207: release 1.9.0 after 1.10.0, which 001_a already needs
CREATE TABLE b(a INTEGER PRIMARY KEY);
