CREATE INDEX campaign_leads_lead ON campaign_leads(lead_id);
