CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
INSERT INTO users(name) SELECT name FROM users WHERE name = :name;
--! 2:61 error INS0808: parameter would be NULL
