-- @transaction none
-- @foreign_keys on
VACUUM;
-- @call shop_tidy
--! 2:4 error INS0822: @foreign_keys on in a step with @transaction none
--! 4:4 error INS0822: @call in a step with @transaction none
--! 4:4 note INS0821: shop_tidy is the program's: what it does to rows is not proved
