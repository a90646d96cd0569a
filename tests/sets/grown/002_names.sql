ALTER TABLE members RENAME COLUMN name TO full_name;
