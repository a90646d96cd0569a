CREATE TABLE score_rules (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL UNIQUE,
	event TEXT NOT NULL,
	points INTEGER NOT NULL CHECK (points BETWEEN -100 AND 100),
	is_enabled INTEGER NOT NULL DEFAULT 1 CHECK (is_enabled IN (0, 1))
);
INSERT INTO score_rules (id, name, event, points) VALUES
	(1, 'answered a mail', 'mail.answered', 10),
	(2, 'opened a mail', 'mail.opened', 2),
	(3, 'mail bounced', 'mail.bounced', -20);
