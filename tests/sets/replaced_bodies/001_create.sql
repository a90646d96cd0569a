CREATE TABLE entry(id INTEGER PRIMARY KEY, amount INTEGER NOT NULL, kind TEXT);
CREATE TABLE total(kind TEXT PRIMARY KEY, amount INTEGER);
CREATE VIEW balance AS SELECT sum(amount) AS amount FROM entry;
CREATE TRIGGER entry_added AFTER INSERT ON entry BEGIN
	INSERT OR REPLACE INTO total SELECT kind, sum(amount) FROM entry GROUP BY kind;
END;
