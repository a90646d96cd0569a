--? INS0713
CREATE TABLE "a`b"(id INTEGER PRIMARY KEY, name TEXT DEFAULT '`a` [b]', "[x]" TEXT); -- `c` [d]
