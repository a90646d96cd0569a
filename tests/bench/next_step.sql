ALTER TABLE system_settings ADD COLUMN bench_note TEXT;
