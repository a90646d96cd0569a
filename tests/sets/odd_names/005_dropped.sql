-- @destructive "größe": nobody measures any more
DROP VIEW "vue d'ensemble";
DROP TABLE "größe";
DROP INDEX "i ""1"";";
