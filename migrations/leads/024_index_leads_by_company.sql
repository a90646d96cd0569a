CREATE INDEX leads_company ON leads(company_id);
