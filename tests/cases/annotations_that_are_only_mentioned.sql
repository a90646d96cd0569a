--? INS0110 INS0111 INS0113
-- see @backfill names batch=200, which comes later
/* @backfill names
   @fingerprnt table users */
CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT DEFAULT '-- @fingerprnt');
-- @fingerprint table users(id, name),
--     column users.name TEXT
-- @release 1.10.0
-- @down
/* @release 1.2 */
DROP TABLE users;
