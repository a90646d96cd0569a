--? INS0414
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE notes(id INTEGER PRIMARY KEY, user INTEGER REFERENCES users(id), tag TEXT
	REFERENCES tags(name) ON DELETE CASCADE);
CREATE TABLE tags(name TEXT NOT NULL PRIMARY KEY);
CREATE INDEX notes_user ON notes(user);
CREATE INDEX notes_tag ON notes(tag);
CREATE TRIGGER notes_user AFTER INSERT ON notes BEGIN
	INSERT OR REPLACE INTO users(id, name) VALUES (new.user, replace('into tags', 'a', 'b'));
	INSERT OR IGNORE INTO tags VALUES (new.tag);
END;
INSERT OR REPLACE INTO tags VALUES ('a');
