CREATE INDEX guest_name ON guest(name);
