--? INS0801 INS0808
CREATE TABLE "commit"("begin" INTEGER PRIMARY KEY, "rollback" TEXT DEFAULT 'COMMIT; ? :a');
CREATE TRIGGER commits AFTER INSERT ON "commit" WHEN new."begin" = -1 BEGIN
	SELECT raise(ROLLBACK, 'no: ?1');
END;
INSERT OR ROLLBACK INTO "commit" VALUES (1, '$x @y');
