CREATE TEMP TABLE kept AS SELECT rowid AS number, * FROM article;
DROP TABLE article;
CREATE TABLE article(number INTEGER PRIMARY KEY, title TEXT NOT NULL DEFAULT '', body TEXT);
INSERT INTO article SELECT * FROM kept;
CREATE TRIGGER article_added AFTER INSERT ON article BEGIN
	INSERT INTO article_text(rowid, title, body) VALUES (new.rowid, new.title, new.body);
END;
CREATE TRIGGER article_removed AFTER DELETE ON article BEGIN
	INSERT INTO article_text(article_text, rowid, title, body)
	VALUES ('delete', old.rowid, old.title, old.body);
END;
