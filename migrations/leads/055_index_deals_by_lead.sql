CREATE INDEX deals_lead ON deals(lead_id);
