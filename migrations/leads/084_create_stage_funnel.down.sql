DROP VIEW stage_funnel;
