-- Only other databases need this step.
SELECT 1;
