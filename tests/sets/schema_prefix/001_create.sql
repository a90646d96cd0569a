CREATE TABLE main.t(a);
CREATE INDEX main.i ON t(a);
CREATE TABLE "main"."u"(x, y, CONSTRAINT "t c" UNIQUE (x), CHECK (y > 0));
CREATE VIEW main.v AS SELECT t.a FROM main.t AS t;
CREATE TRIGGER main.g AFTER INSERT ON t BEGIN UPDATE u SET y = 1; END;
