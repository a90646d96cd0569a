-- @transaction none
VACUUM;
ANALYZE;
