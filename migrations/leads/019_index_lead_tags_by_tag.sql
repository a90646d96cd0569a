CREATE INDEX lead_tags_tag ON lead_tags(tag_id);
