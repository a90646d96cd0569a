-- The same name, other columns, another index of the same name.
-- @destructive ticket: tickets of the trial season were free and are not kept
DROP TABLE ticket;
CREATE TABLE ticket(id INTEGER PRIMARY KEY, row TEXT, number INTEGER, UNIQUE (row, number));
CREATE INDEX ticket_seat ON ticket(number, row);
