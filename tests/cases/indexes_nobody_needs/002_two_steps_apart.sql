CREATE TABLE u(a INTEGER PRIMARY KEY, b TEXT, c TEXT);
CREATE INDEX u_b ON u(b);
--! 2:14 note INS0711: index u_b is not needed: u_bc begins with its columns
