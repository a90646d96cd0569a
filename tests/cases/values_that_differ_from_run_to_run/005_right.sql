-- @fingerprint rows (SELECT 1 FROM t WHERE a = 6), trigger g
INSERT INTO t(a, b) VALUES (6, 'random() now');
CREATE TRIGGER g AFTER INSERT ON t BEGIN UPDATE t SET c = datetime('now') WHERE a = new.a AND c IS NULL; END;
