ALTER TABLE c RENAME COLUMN d TO dd;
--! 1:13 note INS0710: no index on c(a), which refers to p
--! 1:34 note INS0710: no index on c(dd), which refers to p
