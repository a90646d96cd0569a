-- A notebook is its owner's alone, the team's, or shared with some members.
CREATE TABLE notebook_members (
	notebook_id INTEGER NOT NULL REFERENCES notebooks(id) ON DELETE CASCADE,
	member_id INTEGER NOT NULL REFERENCES members(id) ON DELETE CASCADE,
	can_write INTEGER NOT NULL DEFAULT 0 CHECK (can_write IN (0, 1)),
	PRIMARY KEY (notebook_id, member_id)
) WITHOUT ROWID;
CREATE INDEX notebook_members_by_member ON notebook_members(member_id);

ALTER TABLE notebooks ADD COLUMN visibility TEXT NOT NULL DEFAULT 'team'
	CHECK (visibility IN ('private', 'shared', 'team'));
