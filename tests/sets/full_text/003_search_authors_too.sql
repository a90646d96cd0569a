CREATE VIRTUAL TABLE author_text USING fts5(name, tokenize = 'porter ascii');
INSERT INTO author_text(name) VALUES ('Ada');
