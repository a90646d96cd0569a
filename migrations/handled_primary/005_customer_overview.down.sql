DROP VIEW customer_overview;
