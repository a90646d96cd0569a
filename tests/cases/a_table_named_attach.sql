--? INS0802 INS0803 INS0806
CREATE TABLE "attach"("vacuum" INTEGER PRIMARY KEY, "load_extension" TEXT DEFAULT 'load_extension(1)', "detach" TEXT);
-- ATTACH 'x' AS y; VACUUM; SELECT load_extension('x');
