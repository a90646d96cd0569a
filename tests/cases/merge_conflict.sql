CREATE TABLE t(a INTEGER PRIMARY KEY);
<<<<<<< ours
--! 2:1 error INS0118: merge conflict at line 2
CREATE TABLE u(a INTEGER PRIMARY KEY);
=======
CREATE TABLE v(a INTEGER PRIMARY KEY);
>>>>>>> theirs
