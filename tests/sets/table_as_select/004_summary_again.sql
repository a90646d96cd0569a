-- @destructive daily: the summary is made of the orders again
DROP TABLE daily;
CREATE TABLE daily AS SELECT day, sum(amount) AS total FROM sale GROUP BY day;
