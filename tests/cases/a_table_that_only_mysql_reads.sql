-- What does not read is still judged by its words.
CREATE TABLE `users`(
  `id` INT NOT NULL AUTO_INCREMENT,
  age INTEGER name TEXT,
  number SERIAL PRIMARY KEY DEFAULT now(),
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;
--! 2:14 note INS0713: a name in backticks, as MySQL writes it
--! 3:21 error INS0701: AUTO_INCREMENT is MySQL; use INTEGER PRIMARY KEY
--! 4:15 error INS0702: missing comma before name?
--! 5:10 error INS0701: SERIAL is PostgreSQL; use INTEGER PRIMARY KEY
ALTER TABLE users ADD COLUM level INT NOT NULL AUTO_INCREMENT FIRST;
--! 12:23 error INS0702: adds a column named COLUM; did you mean COLUMN?
--! 12:48 error INS0701: AUTO_INCREMENT is MySQL; use INTEGER PRIMARY KEY
