--= 001_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY, phone TEXT, note TEXT, mail TEXT);
--= 002_drop.sql
-- @destructive phone numbers were never shown
ALTER TABLE users DROP COLUMN phone;
ALTER TABLE users DROP COLUMN note;
--= 003_drop.sql
-- @destructive because: nobody writes letters, TODO
ALTER TABLE users DROP COLUMN mail;
--= instar.lock
# instar.lock: released steps, which never change. Written by instar lock; keep it in version control.
001_users a78bf0ddf76061de5a854080715a171f4ac5ef7145d9170d550176928a634e1f
002_drop 129934aa0a61a9edd9ad6d8eb7a18b2504172812a4bed908926400cb0de8611c
003_drop f73cd08092b0d815d2e38e6415ae63fb7a88631a278032d5c376749e123d174c
last 003_drop
