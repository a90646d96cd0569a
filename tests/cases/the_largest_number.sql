--? INS0205
--= options
--gaps=warn
--= 9007199254740992_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY);
--= expected
9007199254740992_users.sql warning INS0201: expected 0000000000000001, found 9007199254740992
