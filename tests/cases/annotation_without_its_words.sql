-- @fingerprint
--! 1:4 error INS0111: @fingerprint needs a CHECK
-- @destructive
--! 3:4 error INS0111: @destructive needs names and a reason
-- @release soon
--! 5:4 error INS0111: @release needs a version of numbers and dots
-- @requires tble t
--! 7:14 error INS0111: @requires does not read as a list of CHECKs from here
CREATE TABLE t(a INTEGER PRIMARY KEY);
