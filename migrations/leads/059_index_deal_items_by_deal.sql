CREATE INDEX deal_items_deal ON deal_items(deal_id);
