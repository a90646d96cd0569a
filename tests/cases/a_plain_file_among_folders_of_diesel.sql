--= 2026-01-01-000000_users/
--= 2026-01-01-000000_users/up.sql
CREATE TABLE users(id INTEGER PRIMARY KEY);
--= 2026-01-02-000000_notes/
--= 2026-01-02-000000_notes/up.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY);
--= 003_tags.sql
CREATE TABLE tags(id INTEGER PRIMARY KEY);
--= expected
003_tags.sql error INS0215: like NNN_name.sql, among files like ID/up.sql
