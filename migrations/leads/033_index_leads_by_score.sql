CREATE INDEX leads_score ON leads(score);
