-- @after 001_a, 009_nothing
--! 1:4 error INS0206: no step "009_nothing"
CREATE TABLE b(a INTEGER PRIMARY KEY);
