CREATE INDEX score_events_rule ON score_events(rule_id);
