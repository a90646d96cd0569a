CREATE TABLE usеrs(id INTEGER PRIMARY KEY);
--! 1:14 warning INS0105: mixed scripts in one name: letters that look alike differ
