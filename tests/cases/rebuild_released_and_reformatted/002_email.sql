--  @rebuild Users
--      email=LOWER(mail)
create table users(id integer primary key,
	name text, email text);
