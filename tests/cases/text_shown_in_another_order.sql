--= 001_users.sql bytes
-- nothing here \xe2\x80\xae
CREATE TABLE users(id INTEGER PRIMARY KEY);
--! 1:17 error INS0104: bidirectional control U+202E
