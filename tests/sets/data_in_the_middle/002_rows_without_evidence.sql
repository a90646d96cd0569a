INSERT OR IGNORE INTO word(text) VALUES ('one'), ('two; three');
