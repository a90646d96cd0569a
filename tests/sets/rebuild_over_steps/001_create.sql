CREATE TABLE guest(id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE visit(id INTEGER PRIMARY KEY, guest_id INTEGER REFERENCES guest(id));
CREATE INDEX visit_guest ON visit(guest_id);
INSERT INTO guest VALUES (1, 'Ada'), (2, 'Bo');
INSERT INTO visit VALUES (1, 1), (2, 2), (3, 2);
