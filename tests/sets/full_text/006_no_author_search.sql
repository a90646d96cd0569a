-- @destructive author_names: the names are in author
DROP TABLE author_names;
