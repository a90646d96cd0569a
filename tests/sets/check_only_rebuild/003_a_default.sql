CREATE TABLE lamp_new(id INTEGER PRIMARY KEY,
	state TEXT NOT NULL DEFAULT 'off' CHECK (state IN ('on', 'off', 'dimmed')));
INSERT INTO lamp_new(id, state) SELECT id, state FROM lamp;
DROP TABLE lamp;
ALTER TABLE lamp_new RENAME TO lamp;
CREATE INDEX lamp_state ON lamp(state);
