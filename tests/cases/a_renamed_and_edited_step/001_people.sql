-- @was 001_users
CREATE TABLE users(id INTEGER PRIMARY KEY, b);
--! 2:1 error INS0211: checksum of 001_people changed; released steps are immutable
