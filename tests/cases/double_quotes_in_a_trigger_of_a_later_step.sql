--= 001_notes.sql
CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT, state TEXT NOT NULL DEFAULT 'new');
CREATE TABLE log(id INTEGER PRIMARY KEY, word TEXT);
--= 002_log.sql
CREATE TRIGGER notes_log AFTER UPDATE OF "state" ON "notes" WHEN new."state" = "doen"
BEGIN
	INSERT INTO "log"("word") VALUES (new."state");
END;
--! 1:80 error INS0704: no column "doen" here, and double quotes are for names
