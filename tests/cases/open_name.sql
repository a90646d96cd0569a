CREATE TABLE "t(a TEXT);
--! 1:14 error INS0106: name opened at 1:14 never closed
