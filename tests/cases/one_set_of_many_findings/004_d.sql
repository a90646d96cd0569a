CREATE TABLE c(a TEXT DEFAULT 'x);
--! 1:31 error INS0106: string opened at 1:31 never closed
