CREATE INDEX campaigns_owner ON campaigns(owner_id);
