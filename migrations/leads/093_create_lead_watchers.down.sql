DROP TABLE lead_watchers;
