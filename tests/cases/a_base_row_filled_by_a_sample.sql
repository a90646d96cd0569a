--= base.sql
-- @function licensed(1)
-- @sample INSERT INTO plugs VALUES ('AB-12')
CREATE TABLE plugs(code TEXT NOT NULL CHECK (code GLOB '[A-Z][A-Z]-[0-9][0-9]'));
CREATE INDEX plugs_code ON plugs(licensed(code));
--= 001_sold.sql
ALTER TABLE plugs ADD COLUMN sold INTEGER NOT NULL;
--! 1:30 error INS0501: Cannot add a NOT NULL column with default value NULL
