CREATE TABLE attempt(id INTEGER PRIMARY KEY, base_id INTEGER REFERENCES base(id));
CREATE INDEX attempt_base ON attempt(base_id);
ALTER TABLE base ADD COLUMN tried INTEGER;
