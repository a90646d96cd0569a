CREATE TABLE article(title TEXT, body TEXT);
CREATE VIRTUAL TABLE article_text USING fts5(title, body, content='article');
CREATE TRIGGER article_added AFTER INSERT ON article BEGIN
	INSERT INTO article_text(rowid, title, body) VALUES (new.rowid, new.title, new.body);
END;
CREATE TRIGGER article_removed AFTER DELETE ON article BEGIN
	INSERT INTO article_text(article_text, rowid, title, body)
	VALUES ('delete', old.rowid, old.title, old.body);
END;
INSERT INTO article(title, body) VALUES ('One', 'two three'), ('Four', 'five'), ('Six', 'seven');
DELETE FROM article WHERE title = 'Four';
