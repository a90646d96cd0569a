ALTER TABLE employee RENAME TO person;
