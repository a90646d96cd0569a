CREATE TABLE users(id INTEGER PRIMARY KEY, token TEXT);
INSERT INTO users(token) VALUES ("random"());
--! 2:34 warning INS0818: random() differs from database to database
