--= 001_wide.sql
CREATE TABLE wide(id INTEGER PRIMARY KEY,
	c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17,
	c18, c19, c20, c21, c22, c23, c24, c25, c26, c27, c28, c29, c30, c31, c32, c33,
	c34, c35, c36, c37, c38, c39, c40);
--= 002_hex.sql
CREATE TABLE hexed AS SELECT id,
--! 1:1 warning INS0424: not all values of wide could be tried
--! 1:14 warning INS0605: hexed has no keys, defaults or constraints
	hex(c1) AS h1, hex(c2) AS h2, hex(c3) AS h3, hex(c4) AS h4, hex(c5) AS h5,
	hex(c6) AS h6, hex(c7) AS h7, hex(c8) AS h8, hex(c9) AS h9, hex(c10) AS h10,
	hex(c11) AS h11, hex(c12) AS h12, hex(c13) AS h13, hex(c14) AS h14,
	hex(c15) AS h15, hex(c16) AS h16, hex(c17) AS h17, hex(c18) AS h18,
	hex(c19) AS h19, hex(c20) AS h20, hex(c21) AS h21, hex(c22) AS h22,
	hex(c23) AS h23, hex(c24) AS h24, hex(c25) AS h25, hex(c26) AS h26,
	hex(c27) AS h27, hex(c28) AS h28, hex(c29) AS h29, hex(c30) AS h30,
	hex(c31) AS h31, hex(c32) AS h32, hex(c33) AS h33, hex(c34) AS h34,
	hex(c35) AS h35, hex(c36) AS h36, hex(c37) AS h37, hex(c38) AS h38,
	hex(c39) AS h39, hex(c40) AS h40
FROM wide;
DROP TABLE wide;
