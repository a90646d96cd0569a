DROP TRIGGER notes_changed;
DROP TRIGGER notes_forgotten;
DROP TRIGGER notes_found;
DROP TABLE note_search;
