-- Off-takers and their agreements go with the tables that hold them.
DROP TABLE project_offtakers;
DROP TABLE offtakers;
