DROP TRIGGER article_added;
DROP TABLE article_text;
CREATE VIRTUAL TABLE article_text USING fts5(title, body, prefix='2 3', content='article', content_rowid='id');
INSERT INTO article_text(article_text) VALUES ('rebuild');
CREATE TRIGGER article_added AFTER INSERT ON article BEGIN
	INSERT INTO article_text(rowid, title, body) VALUES (new.id, new.title, new.body);
END;
