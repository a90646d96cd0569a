-- @after 20240229235959_leap_day
-- @requires table day(id, name, feast), not table night
CREATE TABLE night(id INTEGER PRIMARY KEY REFERENCES day(id));

-- @down
DROP TABLE night;
