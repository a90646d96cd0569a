UPDATE word SET language = 'en' WHERE language IS NULL;
