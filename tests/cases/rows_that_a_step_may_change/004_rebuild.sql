UPDATE roles SET name = '' WHERE name IS NULL;
CREATE TABLE roles_new(id INTEGER PRIMARY KEY, name TEXT NOT NULL);
INSERT INTO roles_new(id, name) SELECT id, name FROM roles;
DROP TABLE roles;
ALTER TABLE roles_new RENAME TO roles;
UPDATE roles SET name = 'admin' WHERE name = '';
--! 1:8 note INS0411: roles.name is set by name
