CREATE TABLE sixth(id);
