-- @fingerprint table user
--! 1:23 error INS0302: not true after the step: table user
--! 1:23 error INS0304: @fingerprint leaves out table users, which this step makes
CREATE TABLE users(id INTEGER PRIMARY KEY);
