ALTER TABLE employee RENAME COLUMN boss_id TO manager_id;
