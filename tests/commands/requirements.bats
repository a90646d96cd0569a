#!/usr/bin/env bats
# Requirements that the programs show: one test a line of the list, named after it.

bats_require_minimum_version 1.5.0

setup() {
	export LC_ALL=C NO_COLOR=1
	ROOT=${SOURCE_ROOT:-$BATS_TEST_DIRNAME/../..}
	MIGRATIONS=$ROOT/migrations
	cd "$BATS_TEST_TMPDIR" || return
}

counts() {
	sqlite3 "$1" "SELECT sum(type = 'table'), sum(type = 'index'),
		sum((SELECT count(DISTINCT id) FROM pragma_foreign_key_list(name)))
		FROM sqlite_master WHERE name <> 'schema_migrations'"
}

at_001() { # DB
	mkdir -p old/nukeworks
	cp "$MIGRATIONS/nukeworks/001_initial_schema.sql" old/nukeworks/
	"$INSTAR" migrate --yes --dir old/nukeworks "$1"
}

@test "A1 the inventory tells what each migration does" {
	run -0 --separate-stderr "$INSTAR" inventory "$MIGRATIONS/jobmanager"
	[[ $output == *001_create_jobs* ]]
	[[ $output == *015_create_labels* ]]
	[[ $output == *job_contacts* ]]
	[[ $output == *owner_email* ]]
	run -0 --separate-stderr "$INSTAR" inventory --json "$MIGRATIONS/jobmanager"
	jq -e . >/dev/null <<<"$output"
	[[ $output == *001_initial* ]]
}

@test "A5 the log names the file, the line and SQLite's words" {
	at_001 app.db
	sqlite3 app.db "INSERT INTO system_settings (setting_name) VALUES ('units')"
	mkdir -p next/nukeworks
	cp "$MIGRATIONS"/nukeworks/*.sql next/nukeworks/
	printf '%s\n' '-- one more setting' 'CREATE TABLE plants(id INTEGER PRIMARY KEY);' \
		"INSERT INTO system_settings (setting_name) VALUES ('units');" \
		>next/nukeworks/003_plants.sql
	sqlite3 app.db .dump >before
	run ! --separate-stderr "$INSTAR" migrate --yes --log app.log --dir next/nukeworks app.db
	sqlite3 app.db .dump | diff -u before -
	grep '003_plants.sql:3' app.log
	grep 'UNIQUE constraint failed: system_settings.setting_name' app.log
	[[ $stderr == *app.log* ]]
}

@test "A8 every code has its story" {
	run -0 "$INSTAR" explain --all
	for code in $(grep -o 'INS[0-9]\{4\}' <<<"$output" | sort -u); do
		run -0 "$INSTAR" explain "$code"
		[[ $output == *"$code"* ]]
	done
}

@test "C5 E7 exit statuses tell an entrypoint what to do" {
	run -2 "$INSTAR" status --dir "$MIGRATIONS/dated" /dev/null || true
	at_001 app.db
	run -2 "$INSTAR" status --dir "$MIGRATIONS/nukeworks" app.db
	run -2 "$INSTAR" plan --dir "$MIGRATIONS/nukeworks" app.db
	run -0 "$INSTAR" migrate --yes --dir "$MIGRATIONS/nukeworks" app.db
	run -0 "$INSTAR" status --dir "$MIGRATIONS/nukeworks" app.db
	run -0 "$INSTAR" plan --dir "$MIGRATIONS/nukeworks" app.db
	run -4 "$INSTAR" status --dir old/nukeworks app.db
	sqlite3 app.db 'DROP TABLE offtakers'
	run -3 "$INSTAR" status --dir "$MIGRATIONS/nukeworks" app.db
	run -3 "$INSTAR" migrate --yes --dir "$MIGRATIONS/nukeworks" app.db
	run -64 "$INSTAR" status --no-such-option
}

@test "C7 archived migrations are listed and not run" {
	run -0 "$INSTAR" inventory "$MIGRATIONS/dated"
	[[ $output == *2023_11_20_prototype* ]]
	"$INSTAR" migrate --yes --dir "$MIGRATIONS/dated" app.db
	run -0 sqlite3 app.db "SELECT count(*) FROM sqlite_master WHERE name = 'pages'"
	[ "$output" = 0 ]
}

@test "E4 a file may bring its own transaction" {
	mkdir set
	printf 'BEGIN;\nCREATE TABLE a(id INTEGER PRIMARY KEY);\nCOMMIT;\n' >set/001_a.sql
	run -0 "$INSTAR" migrate --yes --dir set app.db
	run -0 sqlite3 app.db .tables
	[[ $output == *a* ]]
}

@test "E7 status shows current and required, migrate lists each step" {
	at_001 app.db
	run -2 --separate-stderr "$INSTAR" status --dir "$MIGRATIONS/nukeworks" app.db
	[[ $output == *001_initial_schema* ]]
	[[ $output == *002_add_offtakers* ]]
	run -0 "$INSTAR" migrate --yes --dir "$MIGRATIONS/nukeworks" app.db
	[[ $output == *002_add_offtakers*ms* ]]
	run -0 --separate-stderr "$INSTAR" history --dir "$MIGRATIONS/nukeworks" app.db
	[[ $output == *001_initial_schema*002_add_offtakers* ]]
	for command in status plan history; do
		run -0 --separate-stderr "$INSTAR" $command --json \
			--dir "$MIGRATIONS/nukeworks" app.db
		jq -e . >/dev/null <<<"$output"
	done
}

@test "E8 a missing migration is an error that names the number" {
	cp -r "$MIGRATIONS/jobmanager" set
	rm set/007*
	run -1 "$INSTAR" check set
	[[ $output == *INS0201* ]]
	[[ $output == *007* ]]
}

@test "E8 E1 a database with a step that the program lacks is refused" {
	"$INSTAR" migrate --yes --dir "$MIGRATIONS/nukeworks" app.db
	mkdir -p old/nukeworks
	cp "$MIGRATIONS/nukeworks/001_initial_schema.sql" old/nukeworks/
	cp app.db before.db
	run -4 "$INSTAR" migrate --yes --dir old/nukeworks app.db
	[[ $output == *newer* ]]
	[[ $output == *002_add_offtakers* ]]
	cmp app.db before.db
}

@test "E10 the program makes 26 tables, 88 indexes and 69 foreign keys" {
	[ -n "$NUKEWORKS" ] || skip "no host program"
	run -0 "$NUKEWORKS" app.db
	[[ $output == *"26 tables, 88 indexes, 69 foreign keys"* ]]
	run -0 counts app.db
	[ "$output" = "26|88|69" ]
	run -0 "$NUKEWORKS" db status app.db
	run -0 "$NUKEWORKS" db history app.db
	[[ $output == *1.1.0* ]]
}

@test "E10 the program opens no migration file" {
	[ -n "$NUKEWORKS" ] || skip "no host program"
	command -v strace >/dev/null && strace -o /dev/null true || skip "no strace here"
	strace -f -e trace=file -o calls "$NUKEWORKS" app.db
	run -1 grep '\.sql"' calls
}

@test "A1 identify tells the tables, columns, tracking rows and drift of any database" {
	"$INSTAR" migrate --yes --dir "$MIGRATIONS/jobmanager" app.db
	sqlite3 app.db "ALTER TABLE jobs ADD COLUMN by_hand TEXT"
	run -0 --separate-stderr "$INSTAR" identify --dir "$MIGRATIONS/jobmanager" app.db
	[[ $output == *"nearest to 015_create_labels (15 of 15)"* ]]
	[[ $output == *"extra    no step makes column jobs.by_hand"* ]]
	[[ $output == *"recorded   15"* ]]
	run -0 --separate-stderr "$INSTAR" identify --json --dir "$MIGRATIONS/jobmanager" app.db
	[ "$(jq -c '[.extra, (.records | length), .state]' <<<"$output")" = '[1,15,"up to date"]' ]
	[[ "$(jq -r '.objects[] | select(.name == "jobs") | .columns' <<<"$output")" == *"by_hand TEXT"* ]]
}

@test "A7 steps can be retired: databases past them go on, older ones are told what to start" {
	id=010_keep_runs_for_90_days
	"$INSTAR" compile "$MIGRATIONS/jobmanager" -o whole.c
	"$INSTAR" compile "$MIGRATIONS/jobmanager" -o jobs.c --retire-before $id
	[ "$(grep -c 'CREATE TRIGGER\|ALTER TABLE' jobs.c)" -lt "$(grep -c 'CREATE TRIGGER\|ALTER TABLE' whole.c)" ]
	"$INSTAR" migrate --yes --dir "$MIGRATIONS/jobmanager" past.db
	run -0 "$INSTAR" migrate --yes --dir "$MIGRATIONS/jobmanager" --retire-before $id past.db
	mkdir -p old/jobmanager
	cp "$MIGRATIONS"/jobmanager/00[1-3]_*.sql old/jobmanager/
	"$INSTAR" migrate --yes --dir old/jobmanager older.db
	run -4 --separate-stderr "$INSTAR" migrate --yes --dir "$MIGRATIONS/jobmanager" --retire-before $id older.db
	[[ $stderr == *"too old: this database is at 003_"*"start release"* ]]
}

@test "E12 a dry run tells what would happen, how long it takes, and changes nothing" {
	at_001 app.db
	cp app.db before.db
	run -2 --separate-stderr "$INSTAR" plan --dir "$MIGRATIONS/nukeworks" app.db
	[[ $output == *"RUN       002_add_offtakers"* ]]
	[[ $output == *"tried on a private copy: "*" ms"* ]]
	cmp app.db before.db
}

@test "E12 a step comes after those it depends on, or the build says so" {
	mkdir shop
	echo "CREATE TABLE users(id INTEGER PRIMARY KEY);" >shop/001_users.sql
	printf '%s\n' '-- @after 001_users' 'CREATE TABLE notes(id INTEGER PRIMARY KEY);' >shop/002_notes.sql
	run -0 "$INSTAR" check shop
	printf '%s\n' '-- @after 002_notes' 'CREATE TABLE users(id INTEGER PRIMARY KEY);' >shop/001_users.sql
	printf '%s\n' 'CREATE TABLE notes(id INTEGER PRIMARY KEY);' >shop/002_notes.sql
	run -1 "$INSTAR" check shop
	[[ $output == *"001_users.sql:1:"*"002_notes"* ]]
}

@test "E12 rollback goes to a version" {
	"$NUKEWORKS"
	run -0 --separate-stderr "$NUKEWORKS" db rollback --to 1.0.0 --yes
	[[ $output == *"at 001_initial_schema"* ]]
	run -2 "$NUKEWORKS" db status
}
