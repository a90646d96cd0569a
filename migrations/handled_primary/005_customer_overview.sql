-- @release 1.2.0
CREATE VIEW customer_overview AS
SELECT a.id, a.number, a.name, a.status, a.manager,
	count(DISTINCT c.id) AS contacts,
	max(e.happened_at) AS last_event_at
FROM customer_accounts AS a
	LEFT JOIN customer_contacts AS c ON c.account_id = a.id
	LEFT JOIN customer_events AS e ON e.account_id = a.id
GROUP BY a.id;
