CREATE INDEX u_b2 ON u(b);
CREATE INDEX u_bc ON u(b, c);
--! 1:14 warning INS0711: index u_b2 is not needed: u_b has the same columns
