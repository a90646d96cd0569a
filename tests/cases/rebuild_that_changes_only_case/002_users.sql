-- @rebuild USERS
CREATE TABLE "Users"(ID INTEGER PRIMARY KEY, Name TEXT, MAIL TEXT);
--! 2:14 note INS0310: nothing in the schema tells that this step has run
