CREATE TABLE t(a INTEGER PRIMARY KEY);
CREATE TRIGGER g AFTER INSERT ON t BEGIN
--! 4:15 error INS0602: trigger g does not compile
  INSERT INTO missing VALUES (NEW.a);
END;
--! 1:14 warning INS0511: no row could be made for t
