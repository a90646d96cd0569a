CREATE TABLE t(a TEXT); /* never closed
--! 1:25 error INS0106: comment opened at 1:25 never closed
