CREATE INDEX users_team ON users(team_id);
