CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, mail TEXT);
CREATE INDEX users_mail ON users(mail);
