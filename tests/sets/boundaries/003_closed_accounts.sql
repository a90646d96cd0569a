-- @foreign_keys on
-- @destructive users, notes: what closed accounts wrote goes with them
ALTER TABLE users ADD COLUMN closed TEXT;
DELETE FROM users WHERE name = 'gone';
