ALTER TABLE author_text RENAME TO author_names;
