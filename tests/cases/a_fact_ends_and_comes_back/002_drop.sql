DROP TABLE t;
--! 1:12 error INS0401: the rows of t are kept nowhere else
