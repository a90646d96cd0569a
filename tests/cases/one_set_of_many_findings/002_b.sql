ATTACH x AS y;
--! 1:1 error INS0802: ATTACH not allowed
