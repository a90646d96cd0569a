ALTER TABLE users RENAME COLUMN id TO number;
--! 1:13 warning INS0606: users.id is renamed, and released programs read it
