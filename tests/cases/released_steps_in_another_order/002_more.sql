-- @was 001_more
CREATE TABLE people(id INTEGER PRIMARY KEY);
--! 2:1 error INS0211: checksum of 002_more changed; released steps are immutable
