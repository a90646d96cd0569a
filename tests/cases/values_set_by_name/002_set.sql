UPDATE users SET name = upper(name) || '.';
INSERT INTO users(id, name, hits) SELECT id, name, 7 FROM users WHERE true ON CONFLICT(id) DO UPDATE SET hits = hits + 1000;
--! 1:1 note INS0310: nothing in the schema tells that this step has run
--! 1:8 warning INS0811: changes rows of users, which may be many; move to a backfill
--! 1:8 note INS0411: users.name is set by name
--! 2:13 note INS0411: users.hits is set by name
