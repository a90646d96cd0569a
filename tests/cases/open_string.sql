CREATE TABLE t(a TEXT DEFAULT 'open);
--! 1:31 error INS0106: string opened at 1:31 never closed
