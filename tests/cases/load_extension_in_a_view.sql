CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE VIEW loaded AS SELECT id, Load_Extension(name) AS l FROM users;
--! 2:34 error INS0806: load_extension not allowed
