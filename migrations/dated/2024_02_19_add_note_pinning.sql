-- Pinned notes come first, in the order in which they were pinned.
ALTER TABLE notes ADD COLUMN is_pinned INTEGER NOT NULL DEFAULT 0;
ALTER TABLE notes ADD COLUMN pinned_at TEXT;
CREATE INDEX notes_pinned ON notes(notebook_id, pinned_at) WHERE is_pinned = 1;
