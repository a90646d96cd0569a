--? INS0704
CREATE TABLE "users"("id" INTEGER PRIMARY KEY, "name" TEXT DEFAULT 'a "b"');
CREATE INDEX "users_name" ON "users"("name");
CREATE VIEW v AS SELECT "name" AS "the name" FROM "users" WHERE "users"."id" > 1;
