CREATE TRIGGER "after" AFTER INSERT ON "order" BEGIN
	UPDATE "order" SET "group by" = 'begin; -- no comment' WHERE "select" = new."select";
	INSERT INTO "a ""quoted"" name"("it's") VALUES ('it''s; END');
END;
CREATE TRIGGER "end" BEFORE DELETE ON größe BEGIN SELECT 'END;'; END;
