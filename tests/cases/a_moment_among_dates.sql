--= 2026_01_31_users.sql
CREATE TABLE users(id INTEGER PRIMARY KEY);
--= 20260201120000_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY);
--= expected
20260201120000_notes.sql error INS0204: named like YYYYMMDDHHMMSS_name.sql among files like YYYY_MM_DD_name.sql
