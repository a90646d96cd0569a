CREATE INDEX notes_lead ON notes(lead_id);
