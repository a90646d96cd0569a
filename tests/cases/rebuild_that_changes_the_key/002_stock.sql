-- @rebuild stock
CREATE TABLE stock(id INTEGER PRIMARY KEY, place TEXT, item TEXT, UNIQUE (item, place));
--! 2:14 warning INS0610: stock is built anew without its option WITHOUT ROWID
--! 2:14 warning INS0613: stock is built anew without its NOT NULL of place, item
