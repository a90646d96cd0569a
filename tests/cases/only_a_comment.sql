-- nothing to see
--! 1:1 note INS0108: no statement
/* here */
