-- @destructive u: it never held a row
ALTER TABLE main.t ADD COLUMN "b c";
DROP TRIGGER main.g;
DROP TABLE main.u;
ALTER TABLE main.t RENAME TO u;
