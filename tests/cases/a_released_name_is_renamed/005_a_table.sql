ALTER TABLE users RENAME TO members;
--! 1:13 warning INS0606: users is renamed, and released programs read it
