-- @fingerprint rows (SELECT 1 FROM word WHERE text = 'four')
INSERT INTO word(text) VALUES ('four');
