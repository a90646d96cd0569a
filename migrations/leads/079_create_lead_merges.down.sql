DROP TABLE lead_merges;
