-- @transaction none
VACUUM;
CREATE INDEX users_name ON users(name);
INSERT INTO users(name) VALUES ('root');
PRAGMA cache_size = 10;
ALTER TABLE users ADD COLUMN born TEXT;
--! 3:1 error INS0822: CREATE in a step with @transaction none
--! 4:1 error INS0822: INSERT in a step with @transaction none
--! 5:8 error INS0804: cache_size is set by the host
--! 6:1 error INS0822: ALTER in a step with @transaction none
