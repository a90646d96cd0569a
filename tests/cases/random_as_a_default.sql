CREATE TABLE t(a INTEGER PRIMARY KEY, b INTEGER DEFAULT (random()), c INTEGER DEFAULT (1 + abs(random() % 9)));
CREATE TABLE u(a INTEGER PRIMARY KEY, b TEXT DEFAULT (hex(randomblob(8)) || abs(random()) % 4), random TEXT DEFAULT 'random()');
--! 1:58 warning INS0819: random() as a default
--! 1:96 warning INS0819: random() as a default
