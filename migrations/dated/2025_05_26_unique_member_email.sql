-- "Ann@example.org" and "ann@example.org" are one person. Where both exist, the later
-- one gets its number appended, and its owner is asked at the next sign-in.
ALTER TABLE members ADD COLUMN email_to_confirm INTEGER NOT NULL DEFAULT 0
	CHECK (email_to_confirm IN (0, 1));

UPDATE members SET email = email || '#' || id, email_to_confirm = 1
WHERE EXISTS (SELECT 1 FROM members earlier
	WHERE lower(earlier.email) = lower(members.email) AND earlier.id < members.id);

CREATE UNIQUE INDEX members_by_email ON members(lower(email));
