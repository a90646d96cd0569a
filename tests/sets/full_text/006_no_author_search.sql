-- @destructive the names are in author
DROP TABLE author_names;
