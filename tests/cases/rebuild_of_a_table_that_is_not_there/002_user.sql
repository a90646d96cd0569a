-- @rebuild user
CREATE TABLE user(id INTEGER PRIMARY KEY);
--! 1:13 error INS0120: no table user before this; did you mean users?
