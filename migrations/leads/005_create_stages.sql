-- How far a lead has come. The five stages come with the program.
CREATE TABLE stages (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL UNIQUE,
	position INTEGER NOT NULL,
	is_won INTEGER NOT NULL DEFAULT 0 CHECK (is_won IN (0, 1)),
	is_lost INTEGER NOT NULL DEFAULT 0 CHECK (is_lost IN (0, 1))
);
INSERT INTO stages (id, name, position, is_won, is_lost) VALUES
	(1, 'new', 1, 0, 0),
	(2, 'contacted', 2, 0, 0),
	(3, 'qualified', 3, 0, 0),
	(4, 'won', 4, 1, 0),
	(5, 'lost', 5, 0, 1);
