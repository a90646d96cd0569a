--? INS0211 INS0212 INS0213 INS0214
--= 001_users.sql
-- the people who log in
create table users (
	id integer primary key /* their number */
) ;
--= 002_pages.sql
-- @was 002_notes
CREATE TABLE notes(id INTEGER PRIMARY KEY);
--= 003_tags.sql
CREATE TABLE tags(id INTEGER PRIMARY KEY);
--= instar.lock
# instar.lock: released steps, which never change. Written by instar lock; keep it in version control.
001_users 599de6f73d406135d110668c1e0848c2d34f034cf27c9f06d06c5749ef653618
002_notes 8b90d693334780ac2019bcf9b945ee64f26565bcb420920a304254af6566a9e9
last 002_notes
