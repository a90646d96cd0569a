ALTER TABLE ticket ADD COLUMN partner_id INTEGER REFERENCES partner(id);
CREATE INDEX ticket_partner ON ticket(partner_id);
