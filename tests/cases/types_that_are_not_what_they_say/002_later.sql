ALTER TABLE t ADD COLUMN p string;
--! 1:28 warning INS0705: type string of p is not what it says
