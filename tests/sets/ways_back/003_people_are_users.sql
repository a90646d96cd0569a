-- @release 1.1
ALTER TABLE people RENAME TO users;
-- @down
ALTER TABLE users RENAME TO people;
