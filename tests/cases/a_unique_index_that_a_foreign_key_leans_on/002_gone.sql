DROP INDEX p_b;
--! 1:12 error INS0603: foreign key mismatch - "c" referencing "p"
