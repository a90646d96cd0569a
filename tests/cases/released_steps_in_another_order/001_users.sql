-- @was 002_users
CREATE TABLE users(id INTEGER PRIMARY KEY);
--! 2:1 error INS0213: the released step 001_users is sorted before the released 002_more
