


CREATE INDEX ninth ON eighth(id
)
;
-- over
