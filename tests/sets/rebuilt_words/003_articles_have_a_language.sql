-- @rebuild article language = CASE WHEN body GLOB '*[a-z]*' THEN 'en' ELSE '' END
CREATE TABLE article(
	number INTEGER PRIMARY KEY,
	title TEXT NOT NULL DEFAULT '',
	body TEXT,
	language TEXT NOT NULL
);
