CREATE VIRTUAL TABLE t USING words(a);
--! 1:30 error INS0814: no such module: words
