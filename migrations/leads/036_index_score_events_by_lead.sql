CREATE INDEX score_events_lead ON score_events(lead_id);
