-- @was 015_tags
CREATE TABLE labels (
	job_id INTEGER NOT NULL REFERENCES jobs(id) ON DELETE CASCADE,
	label TEXT NOT NULL COLLATE NOCASE CHECK (label <> ''),
	"order" INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (job_id, label)
) WITHOUT ROWID;
CREATE UNIQUE INDEX labels_order ON labels(job_id, "order");
CREATE INDEX labels_label ON labels(label);
