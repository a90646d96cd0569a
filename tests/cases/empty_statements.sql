;;;;
--! 1:1 warning INS0108: no statement
