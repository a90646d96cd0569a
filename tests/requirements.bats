#!/usr/bin/env bats
# Requirements that the programs show: one test a line of the list, named after it.

bats_require_minimum_version 1.5.0

setup() {
	export LC_ALL=C NO_COLOR=1
	ROOT=${SOURCE_ROOT:-$BATS_TEST_DIRNAME/..}
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
