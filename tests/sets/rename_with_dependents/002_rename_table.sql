ALTER TABLE person RENAME TO employee;
