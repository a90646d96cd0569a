CREATE TABLE notes(id INTEGER PRIMARY KEY, state TEXT DEFAULT ‘new’);
--! 1:63 error INS0717: to SQLite a curly quote is a letter of a name
