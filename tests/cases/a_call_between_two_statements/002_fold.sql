ALTER TABLE users ADD COLUMN folded TEXT;
-- @call shop_fold_names

CREATE INDEX users_folded ON users(folded);
-- @call shop_done
--! 2:4 note INS0821: shop_fold_names is the program's: what it does to rows is not proved
--! 5:4 note INS0821: shop_done is the program's: what it does to rows is not proved
