--= 001_wide.sql
CREATE TABLE wide(id INTEGER PRIMARY KEY,
	c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17,
	c18, c19, c20, c21, c22, c23, c24, c25, c26, c27, c28, c29, c30, c31, c32, c33,
	c34, c35, c36, c37, c38, c39, c40);
--= 002_hex.sql
CREATE TABLE hexed(id INTEGER PRIMARY KEY,
--! 1:1 warning INS0424: not all values of wide could be tried
	h1, h2, h3, h4, h5, h6, h7, h8, h9, h10, h11, h12, h13, h14, h15, h16, h17,
	h18, h19, h20, h21, h22, h23, h24, h25, h26, h27, h28, h29, h30, h31, h32, h33,
	h34, h35, h36, h37, h38, h39, h40);
INSERT INTO hexed SELECT id,
	hex(c1), hex(c2), hex(c3), hex(c4), hex(c5), hex(c6), hex(c7), hex(c8),
	hex(c9), hex(c10), hex(c11), hex(c12), hex(c13), hex(c14), hex(c15), hex(c16),
	hex(c17), hex(c18), hex(c19), hex(c20), hex(c21), hex(c22), hex(c23), hex(c24),
	hex(c25), hex(c26), hex(c27), hex(c28), hex(c29), hex(c30), hex(c31), hex(c32),
	hex(c33), hex(c34), hex(c35), hex(c36), hex(c37), hex(c38), hex(c39), hex(c40)
FROM wide;
DROP TABLE wide;
