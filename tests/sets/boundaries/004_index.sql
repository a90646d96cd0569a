CREATE INDEX notes_user ON notes(user_id);
