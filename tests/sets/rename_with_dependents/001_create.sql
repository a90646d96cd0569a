CREATE TABLE person(id INTEGER PRIMARY KEY, name TEXT, boss_id INTEGER REFERENCES person(id));
CREATE INDEX person_name ON person(name);
CREATE TABLE badge(id INTEGER PRIMARY KEY, person_id INTEGER REFERENCES person(id) ON DELETE CASCADE);
CREATE INDEX badge_person ON badge(person_id);
CREATE VIEW bosses AS SELECT p.name, b.name AS boss FROM person p JOIN person b ON b.id = p.boss_id;
CREATE VIEW nested AS SELECT boss, count(*) AS people FROM bosses GROUP BY boss;
CREATE TRIGGER person_badge AFTER INSERT ON person BEGIN
	INSERT INTO badge(person_id) SELECT id FROM person WHERE person.id = new.id;
END;
CREATE TRIGGER badge_gone AFTER DELETE ON badge BEGIN
	UPDATE person SET boss_id = NULL WHERE id = old.person_id;
END;
