CREATE TABLE part(id INTEGER PRIMARY KEY, parent_id INTEGER, nth INTEGER, UNIQUE (id, nth),
	FOREIGN KEY (parent_id, nth) REFERENCES part(id, nth),
	FOREIGN KEY (parent_id) REFERENCES part);
CREATE TABLE part_street(part_id INTEGER NOT NULL REFERENCES part, street_id REFERENCES street(id),
	PRIMARY KEY (part_id, street_id));
