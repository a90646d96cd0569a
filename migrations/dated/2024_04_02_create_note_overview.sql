-- What the start page lists.
CREATE VIEW note_overview AS
	SELECT n.id, n.title, b.title AS notebook, m.display_name AS author, n.is_pinned,
		coalesce(n.changed_at, n.created_at) AS last_change
	FROM notes n
	JOIN notebooks b ON b.id = n.notebook_id
	LEFT JOIN members m ON m.id = n.author_id;
