CREATE INDEX tags_word ON tags(word);
