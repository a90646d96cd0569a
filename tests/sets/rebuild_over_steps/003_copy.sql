-- @fingerprint rows (SELECT 1 FROM guest_next)
INSERT INTO guest_next(id, name) SELECT id, coalesce(name, '') FROM guest;
