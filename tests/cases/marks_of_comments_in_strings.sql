--? INS0106 INS0117
CREATE TABLE users(id INTEGER PRIMARY KEY, "a""b" TEXT DEFAULT '/* it''s', c TEXT DEFAULT '--');
/* a ' in a comment, and a " and a [ */
-- and one ' here
INSERT INTO users(id, c) VALUES (1, 'two
.read lines'), (
.5 + 1.5, '*/');
