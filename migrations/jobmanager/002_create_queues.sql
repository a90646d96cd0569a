-- A queue runs at most so many jobs at a time. Three come with the program.
-- @was 002_queues
CREATE TABLE queues (
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL UNIQUE,
	max_parallel INTEGER NOT NULL DEFAULT 1 CHECK (max_parallel BETWEEN 1 AND 64)
);
INSERT INTO queues (id, name, max_parallel) VALUES
	(1, 'default', 2),
	(2, 'heavy; one at a time', 1),
	(3, 'quick', 8);
