--? INS0410
--= 001_runs.sql
CREATE TABLE runs(id INTEGER PRIMARY KEY, seconds INTEGER NOT NULL, note TEXT NOT NULL);
--= 002_milli.sql
ALTER TABLE runs RENAME COLUMN seconds TO ms;
UPDATE runs SET ms = ms * 1000;
--! 2:8 note INS0411: runs.seconds is set by name
--! 2:8 warning INS0811: changes rows of runs, which may be many; move to a backfill
--= 003_zero.sql
ALTER TABLE runs RENAME COLUMN ms TO took;
UPDATE runs SET took = 0;
--! 2:8 warning INS0423: different values of runs.ms become the same
--! 2:8 warning INS0811: changes rows of runs, which may be many; move to a backfill
