CREATE TABLE codes(code TEXT NOT NULL CHECK (hex(substr(code, 2)) = '4F4B21' AND instr(code, 'z') = 1));
--! 1:14 warning INS0511: no row could be made for codes
