# Databases of other migration tools, as a person with a shell meets them.

setup() {
	cd "$BATS_TEST_TMPDIR"
	set="$SOURCE_ROOT/migrations/jobmanager"
}

# Steps 1 to $1 of the set by the sqlite3 shell, as the tool would have run them.
build() {
	for file in "$set"/0*.sql; do
		name=${file##*/}
		[ "${name%.down.sql}" = "$name" ] || continue
		number=${name%%_*}
		[ "$number" -le "$1" ] || continue
		awk "/^-- @down/ { exit } { print }" "$file" | sqlite3 app.db
	done
}

goose() {
	sqlite3 app.db "CREATE TABLE goose_db_version (id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL, is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now')));
		INSERT INTO goose_db_version(version_id, is_applied) VALUES(0, 1);
		WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)
		INSERT INTO goose_db_version(version_id, is_applied) SELECT i, 1 FROM n"
}

@test "E6: status, plan and migrate take a database over from goose" {
	build 7
	goose 7
	run "$INSTAR" status --dir "$set" app.db
	[ "$status" -eq 2 ]
	[[ "$output" == *"at         007_rename_cron (7 of 15)"* ]]
	[[ "$output" == *"managed by goose so far; migrate takes over"* ]]
	run "$INSTAR" plan --dir "$set" app.db
	[ "$status" -eq 2 ]
	[[ "$output" == *"RECONCILE 007_rename_cron: recorded by goose, and there"* ]]
	[[ "$output" == *"managed by goose so far; migrate takes over"* ]]
	[ "$(sqlite3 app.db "SELECT count(*) FROM goose_db_version")" -eq 8 ]
	run "$INSTAR" history --dir "$set" app.db
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	run "$INSTAR" migrate --yes --log log --dir "$set" app.db
	[ "$status" -eq 0 ]
	[[ "$output" == *"taking over the records of goose"* ]]
	grep -q 'adopted: goose' log
	[ "$(sqlite3 app.db "SELECT count(*) FROM goose_db_version_before_instar")" -eq 8 ]
	run sqlite3 app.db "SELECT applied_how, count(*) FROM schema_migrations GROUP BY 1"
	[ "$output" = $'adopted|7\nrun|8' ]
	run "$INSTAR" status --dir "$set" app.db
	[ "$status" -eq 0 ]
	[[ "$output" != *goose* ]]
	"$INSTAR" history --dir "$set" app.db | grep -q '007_rename_cron  adopted'
}

@test "E6: what the older program wrote down is adopted, and a lie is drift" {
	build 5
	sqlite3 app.db "CREATE TABLE schema_version(version INTEGER PRIMARY KEY, applied_date
		TEXT, applied_by TEXT, description TEXT);
		INSERT INTO schema_version VALUES(4, '2024-01-31', 'me', 'four'),
		(6, '2024-02-01', 'me', 'six')"
	before=$(sqlite3 app.db .dump)
	run "$INSTAR" migrate --yes --dir "$set" app.db
	[ "$status" -eq 3 ]
	[[ "$output" == *"6 migrations recorded by the older program, but"* ]]
	[ "$(sqlite3 app.db .dump)" = "$before" ]
	sqlite3 app.db "DELETE FROM schema_version WHERE version = 6"
	"$INSTAR" migrate --yes --dir "$set" app.db
	[ "$(sqlite3 app.db "SELECT count(*) FROM schema_migrations
		WHERE applied_how = 'adopted'")" -eq 4 ]
}

@test "--json names the tool, and null when the records are ours" {
	build 3
	sqlite3 app.db "PRAGMA user_version=3"
	"$INSTAR" status --json --dir "$set" app.db > out || [ $? -eq 2 ]
	[ "$(jq -r .managed_by out)" = user_version ]
	"$INSTAR" plan --json --dir "$set" app.db > out || [ $? -eq 2 ]
	[ "$(jq -r .managed_by out)" = user_version ]
	[ "$(jq -r .pending out)" -eq 15 ]
	"$INSTAR" migrate --yes --json --dir "$set" app.db > out
	"$INSTAR" status --json --dir "$set" app.db > out
	[ "$(jq -r .managed_by out)" = null ]
	[ "$(sqlite3 app.db 'PRAGMA user_version')" -eq 3 ]
}

@test "a database of a newer program of the other tool is refused with status 4" {
	build 15
	goose 16
	run "$INSTAR" migrate --yes --dir "$set" app.db
	[ "$status" -eq 4 ]
	[[ "$output" == *"database at 16, as goose recorded it; this program knows 015_create_labels; update it"* ]]
}

@test "a foreign trigger is refused before anything runs" {
	build 7
	goose 7
	sqlite3 app.db "CREATE TRIGGER trap AFTER INSERT ON goose_db_version
		BEGIN DELETE FROM jobs; END"
	before=$(sqlite3 app.db .dump)
	run "$INSTAR" migrate --yes --dir "$set" app.db
	[ "$status" -eq 1 ]
	[[ "$output" == *"unknown trigger trap on goose_db_version; refused"* ]]
	[ "$(sqlite3 app.db .dump)" = "$before" ]
}

@test "E6 the table that an adoption leaves behind is no difference" {
	build 15
	goose 15
	"$INSTAR" migrate --yes --dir "$set" app.db
	[ "$(sqlite3 app.db "SELECT count(*) FROM goose_db_version_before_instar")" -gt 0 ]
	"$INSTAR" identify --json --dir "$set" app.db > out
	[ "$(jq -c '[.exact, .extra]' out)" = '[true,0]' ]
	"$INSTAR" health --json --dir "$set" app.db > out
	[ "$(jq -c '[.state, .extra]' out)" = '["ready",0]' ]
	sqlite3 app.db "CREATE TABLE before_instar_all_was_better(x)"
	"$INSTAR" health --json --dir "$set" app.db > out
	[ "$(jq -c '[.state, .extra]' out)" = '["ready",1]' ]
}

@test "E6: a database whose definitions are others is taken over, and told" {
	mkdir shop
	echo "CREATE TABLE p(id INTEGER PRIMARY KEY);
		CREATE TABLE c(id INTEGER PRIMARY KEY, p INTEGER REFERENCES p(id) ON DELETE CASCADE);
		CREATE VIEW names AS SELECT id FROM c;" > shop/1_base.up.sql
	echo "DROP VIEW names; DROP TABLE c; DROP TABLE p;" > shop/1_base.down.sql
	echo "ALTER TABLE c ADD COLUMN note TEXT;" > shop/2_note.up.sql
	sqlite3 app.db "CREATE TABLE schema_migrations(version uint64, dirty bool);
		INSERT INTO schema_migrations VALUES(1, 0);
		CREATE TABLE p(id INTEGER PRIMARY KEY);
		CREATE TABLE c(id INTEGER PRIMARY KEY, p INTEGER REFERENCES p(id));
		CREATE VIEW names AS SELECT id, p FROM c"
	run "$INSTAR" plan --dir shop app.db
	[ "$status" -eq 2 ]
	[[ "$output" == *"not as the steps make it: c.p: without ON DELETE CASCADE"* ]]
	run "$INSTAR" migrate --yes --dir shop app.db
	[ "$status" -eq 0 ]
	[[ "$output" == *"not as the steps make it: c.p: without ON DELETE CASCADE"* ]]
	[[ "$output" == *"not as the steps make it: view names has another definition"* ]]
	[ "$(sqlite3 app.db "SELECT group_concat(applied_how) FROM schema_migrations")" = "adopted,run" ]
	run "$INSTAR" health --dir shop app.db
	[ "$status" -eq 0 ]
	[[ "$output" == *"exists and ready; 2 differences of definition"* ]]
}
