CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT CHECK (identity <> name), identity TEXT);
