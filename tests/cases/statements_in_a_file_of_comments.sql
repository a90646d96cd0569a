--? INS0108
-- a long comment
/* and another */ ;;
CREATE TABLE users(id INTEGER PRIMARY KEY); -- at last
/* and more */
