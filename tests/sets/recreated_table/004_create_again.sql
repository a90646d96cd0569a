CREATE TABLE ticket(id INTEGER PRIMARY KEY, seat TEXT NOT NULL, price INTEGER);
CREATE INDEX ticket_seat ON ticket(seat);
