CREATE INDEX imports_user ON imports(user_id);
