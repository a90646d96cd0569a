CREATE TABLE `t`(`a` INTEGER PRIMARY KEY);
CREATE TABLE [u]("a" INTEGER PRIMARY KEY, b TEXT DEFAULT '`[');
--! 1:14 note INS0713: a name in backticks, as MySQL writes it
