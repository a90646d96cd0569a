CREATE INDEX deals_owner ON deals(owner_id);
