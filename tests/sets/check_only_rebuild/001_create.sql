CREATE TABLE lamp(id INTEGER PRIMARY KEY, state TEXT NOT NULL CHECK (state IN ('on', 'off')));
CREATE INDEX lamp_state ON lamp(state);
INSERT INTO lamp(state) VALUES ('on'), ('off');
