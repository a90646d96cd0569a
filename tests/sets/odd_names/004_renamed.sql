ALTER TABLE "order" RENAME TO "table";
ALTER TABLE "table" RENAME COLUMN "group by" TO "having";
ALTER TABLE "a ""quoted"" name" RENAME TO " leading and trailing ";
ALTER TABLE "100%" ADD COLUMN "new
line" TEXT;
