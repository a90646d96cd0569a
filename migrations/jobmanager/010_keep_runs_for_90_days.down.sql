DELETE FROM settings WHERE name = 'keep_runs_days';
