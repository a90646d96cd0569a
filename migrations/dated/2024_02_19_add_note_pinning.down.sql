DROP INDEX notes_pinned;
ALTER TABLE notes DROP COLUMN pinned_at;
ALTER TABLE notes DROP COLUMN is_pinned;
