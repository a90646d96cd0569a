CREATE TABLE notes(id INTEGER PRIMARY KEY);
--! 1:1 error INS0213: the new step 2026_02_27_notes is sorted before the released 2026_03_01_users
