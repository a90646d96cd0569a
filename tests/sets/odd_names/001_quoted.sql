CREATE TABLE "order"("select" INTEGER PRIMARY KEY, "group by" TEXT, [in brackets] TEXT, `ticks` TEXT);
CREATE INDEX "index" ON "order"("group by", [in brackets]);
CREATE TABLE "a ""quoted"" name"("a ""column""" TEXT, "it's" TEXT, "semi;colon" TEXT);
CREATE INDEX "i ""1"";" ON "a ""quoted"" name"("a ""column""");
CREATE TABLE "100%"("%s" TEXT, "?" TEXT, "a,b" TEXT, "(c)" TEXT);
CREATE INDEX "100%_i" ON "100%"("a,b", "(c)", "%s");
