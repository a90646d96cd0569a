CREATE TABLE article(id INTEGER PRIMARY KEY, title TEXT, body TEXT);
CREATE VIRTUAL TABLE article_text USING fts5(title, body, content='article', content_rowid='id');
CREATE TRIGGER article_added AFTER INSERT ON article BEGIN
	INSERT INTO article_text(rowid, title, body) VALUES (new.id, new.title, new.body);
END;
INSERT INTO article(title, body) VALUES ('One', 'two three');
