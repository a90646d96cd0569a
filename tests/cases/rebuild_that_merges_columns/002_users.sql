-- @rebuild users label = name || ' <' || mail || '>'
CREATE TABLE users(id INTEGER PRIMARY KEY, label TEXT);
--! 2:14 error INS0402: the new table leaves out the columns users.name, users.mail
