--? INS0613
--? INS0610
--? INS0609
--= 001_users.sql
CREATE TABLE log(a INTEGER);
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT COLLATE NOCASE NOT NULL, age INTEGER CHECK (age >= 0 AND age < 150),
	nick TEXT NOT NULL UNIQUE ON CONFLICT REPLACE, kind TEXT CHECK (kind IN ('a', 'b')), gone TEXT UNIQUE CHECK (gone <> ''));
CREATE UNIQUE INDEX users_name ON users(name) WHERE age > 3;
CREATE INDEX users_kind ON users(kind, lower(nick) DESC);
CREATE INDEX users_gone ON users(gone);
CREATE TRIGGER users_log AFTER UPDATE OF name ON users BEGIN INSERT INTO log VALUES (new.id); END;
--= 002_users.sql
-- @destructive users.gone: nobody reads it
CREATE TABLE users_new("id" INTEGER NOT NULL, "called" TEXT NOT NULL COLLATE nocase, [age] INTEGER,
	kind TEXT, nick TEXT NOT NULL, CONSTRAINT nicks UNIQUE (nick) ON CONFLICT REPLACE, PRIMARY KEY (id),
	CHECK ((150 > 0) AND (kind IN ('a', 'b'))), CHECK (age < 150), CHECK (((AGE >= 0))));
INSERT INTO users_new(id, called, age, nick, kind) SELECT id, name, age, nick, kind FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
CREATE UNIQUE INDEX IF NOT EXISTS main.users_called ON "users"("called" ASC) WHERE ("age" > 3);
CREATE INDEX users_kind ON users(kind, LOWER("nick") desc);
CREATE TRIGGER main.users_log AFTER UPDATE OF "called" ON users FOR EACH ROW BEGIN INSERT INTO "log" VALUES (NEW.id); END;
--! 2:86 note INS0713: a name in brackets, as SQL Server writes it
--! 5:13 note INS0402: the new users leaves out the column gone
