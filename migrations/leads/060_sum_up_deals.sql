CREATE VIEW deal_totals AS
SELECT d.id, d.title, coalesce(sum(i.quantity * i.price_cents), d.amount_cents) AS total_cents
FROM deals AS d LEFT JOIN deal_items AS i ON i.deal_id = d.id
GROUP BY d.id;
