CREATE TABLE jobs(id INTEGER PRIMARY KEY, state TEXT, of INTEGER);
CREATE TABLE marks(job INTEGER PRIMARY KEY);
CREATE TRIGGER again AFTER INSERT ON marks WHEN (SELECT count(*) FROM jobs) < 100 BEGIN
	INSERT INTO jobs(state, of) VALUES('copy', new.job);
END;
CREATE TRIGGER marked AFTER UPDATE OF state ON jobs BEGIN
	INSERT OR IGNORE INTO marks VALUES(new.id);
END;
-- @backfill states
UPDATE jobs SET state = 'new' WHERE state IS NULL;
--! 10:1 error INS0904: a batch changes rows of jobs outside its range
