/* é */ -- ¿?
CREATE TABLE
/* inside */ folder -- a name
(id INTEGER PRIMARY KEY /* ; */);;
;
/* last */