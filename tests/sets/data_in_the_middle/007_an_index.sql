CREATE INDEX word_length ON word(length);
