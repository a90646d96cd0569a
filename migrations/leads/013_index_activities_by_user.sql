CREATE INDEX activities_user ON activities(user_id);
