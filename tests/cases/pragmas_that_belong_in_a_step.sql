--? INS0804 INS0809
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT DEFAULT 'PRAGMA writable_schema');
CREATE VIEW tables AS SELECT name FROM sqlite_master WHERE type = 'table';
