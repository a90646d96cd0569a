--? INS0805
CREATE TABLE pragma_names(id INTEGER PRIMARY KEY, "foreign_keys" TEXT DEFAULT 'PRAGMA foreign_keys = ON'); -- PRAGMA foreign_keys = OFF;
