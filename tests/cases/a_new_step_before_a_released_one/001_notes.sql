CREATE TABLE notes(id INTEGER PRIMARY KEY);
--! 1:1 error INS0213: the new step 001_notes is sorted before the released 002_users
