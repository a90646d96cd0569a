CREATE TABLE daily AS SELECT day, sum(amount) AS amount, count(*) FROM sale GROUP BY day;
