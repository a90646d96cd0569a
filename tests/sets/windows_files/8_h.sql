CREATE TABLE eighth(id)


;

