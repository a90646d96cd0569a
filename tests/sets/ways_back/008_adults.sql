-- @release 2.0
DROP TRIGGER users_log;
DROP VIEW owners;
CREATE TABLE users_new(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, age INTEGER, email TEXT COLLATE NOCASE, "odd ""name" INTEGER DEFAULT 7, grown_up INTEGER GENERATED ALWAYS AS (age >= 18));
INSERT INTO users_new(id, name, age, email, "odd ""name") SELECT id, name, age, email, "odd ""name" FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
CREATE INDEX people_name ON users(name);
CREATE VIEW owners AS SELECT p.name AS owner, count(*) AS pets FROM users p JOIN pets ON pets.owner = p.id GROUP BY p.id;
CREATE TRIGGER users_log AFTER DELETE ON users BEGIN
	INSERT INTO log(what) VALUES ('gone: ' || old.name);
	UPDATE log SET at = 'then' WHERE at IS NULL;
END;
-- @down
DROP TRIGGER users_log;
DROP VIEW owners;
CREATE TABLE users_old(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, age INTEGER, email TEXT COLLATE NOCASE, "odd ""name" INTEGER DEFAULT 7);
INSERT INTO users_old SELECT id, name, age, email, "odd ""name" FROM users;
DROP TABLE users;
ALTER TABLE users_old RENAME TO users;
CREATE INDEX people_name ON users(name);
CREATE VIEW owners AS SELECT p.name AS owner, count(*) AS pets FROM users p JOIN pets ON pets.owner = p.id GROUP BY p.id;
CREATE TRIGGER users_log AFTER DELETE ON users BEGIN
	INSERT INTO log(what) VALUES ('gone: ' || old.name);
	UPDATE log SET at = 'then' WHERE at IS NULL;
END;
