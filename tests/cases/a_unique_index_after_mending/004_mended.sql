UPDATE notes SET slug = slug || '-' || id;
CREATE UNIQUE INDEX notes_slug ON notes(slug);
--! 1:8 note INS0411: notes.slug is set by name
