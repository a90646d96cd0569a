-- @was 001_users
CREATE TABLE users(id INTEGER PRIMARY KEY);
