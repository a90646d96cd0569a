--? INS0118
-- Users
-- =======
CREATE TABLE users(id INTEGER PRIMARY KEY, bits INTEGER DEFAULT (1
<< 3), text TEXT DEFAULT '
 ======= ');
/*
  <<<<<<< not at the beginning
*/
