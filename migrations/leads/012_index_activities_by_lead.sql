CREATE INDEX activities_lead ON activities(lead_id, happened_at);
