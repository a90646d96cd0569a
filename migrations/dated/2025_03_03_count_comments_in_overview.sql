-- The start page shows how many questions are open. A view cannot be changed, only
-- replaced.
-- @release 2.1
DROP VIEW note_overview;
CREATE VIEW note_overview AS
	SELECT n.id, n.title, b.title AS notebook, m.display_name AS author, n.is_pinned,
		coalesce(n.changed_at, n.created_at) AS last_change,
		(SELECT count(*) FROM comments c
			WHERE c.note_id = n.id AND c.resolved_at IS NULL) AS open_comments
	FROM notes n
	JOIN notebooks b ON b.id = n.notebook_id
	LEFT JOIN members m ON m.id = n.author_id
	WHERE n.status <> 'archived';

-- @down

DROP VIEW note_overview;
CREATE VIEW note_overview AS
	SELECT n.id, n.title, b.title AS notebook, m.display_name AS author, n.is_pinned,
		coalesce(n.changed_at, n.created_at) AS last_change
	FROM notes n
	JOIN notebooks b ON b.id = n.notebook_id
	LEFT JOIN members m ON m.id = n.author_id
	WHERE n.status <> 'archived';
