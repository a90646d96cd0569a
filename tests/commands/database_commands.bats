#!/usr/bin/env bats
# The commands that work on a database: what a user sees, and what a script can rely on.

bats_require_minimum_version 1.5.0

setup() {
	: "${INSTAR:?the program to test}"
	cd "$BATS_TEST_TMPDIR"
	mkdir shop
	cat >shop/001_users.sql <<-'SQL'
		CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL);
	SQL
	cat >shop/002_users_email.sql <<-'SQL'
		ALTER TABLE users ADD COLUMN email TEXT;
	SQL
	cat >shop/003_users_index.sql <<-'SQL'
		-- @release 1.2.0
		CREATE UNIQUE INDEX users_email ON users(email);
		CREATE VIEW names AS SELECT name FROM users;
	SQL
}

teardown() {
	if [ -n "$holder" ]; then
		kill "$holder" 2>/dev/null || true
		wait "$holder" 2>/dev/null || true
	fi
}

status_of() { "$INSTAR" status --dir shop "$@"; }
plan_of() { "$INSTAR" plan --dir shop "$@"; }
migrate() { "$INSTAR" migrate --dir shop "$@" </dev/null; }
history_of() { "$INSTAR" history --dir shop "$@"; }

# A database that a program made by hand, up to the second step.
by_hand() {
	sqlite3 app.db "CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL);
		ALTER TABLE users ADD COLUMN email TEXT;
		INSERT INTO users VALUES(1, 'Ann', 'a@x'), (2, 'Bob', 'b@x');"
}

# Another program that holds a lock until the test ends: begins with this statement.
hold() {
	mkfifo orders said
	sqlite3 app.db <orders >said &
	holder=$!
	exec 8>orders 9<said
	echo "$1 SELECT 'held';" >&8
	read -r word <&9
	[ "$word" = held ]
}

dump() { sqlite3 "$1" .dump; }

@test "migrate makes the database and tells each step" {
	run --separate-stderr migrate app.db
	[ "$status" -eq 0 ]
	[ -z "$stderr" ]
	[[ ${lines[0]} == "database "*"/app.db" ]]
	[ "${lines[1]}" = "at nothing yet, required 003_users_index" ]
	[ "${lines[2]}" = "3 steps discovered, 3 pending" ]
	[[ $output =~ $'\n'"  001_users ran, "[0-9]+\.[0-9]" ms"$'\n' ]]
	[[ $output =~ $'\n'"  003_users_index ran, "[0-9]+\.[0-9]" ms"$'\n' ]]
	[[ $output == *"tracking table ready; all steps applied: 3 run, 0 recorded, "*" ms" ]]
	[ "$(sqlite3 app.db "SELECT group_concat(name) FROM pragma_table_info('users')")" = \
		id,name,email ]
}

@test "a second migrate has nothing to do" {
	migrate app.db
	before=$(sha256sum <app.db)
	run migrate app.db
	[ "$status" -eq 0 ]
	[[ $output == *"3 steps discovered, 0 pending"* ]]
	[[ $output == *"tracking table ready; all steps applied" ]]
	[ "$(sha256sum <app.db)" = "$before" ]
}

@test "status tells which step a database is at" {
	migrate app.db
	run --separate-stderr status_of app.db
	[ "$status" -eq 0 ]
	[ -z "$stderr" ]
	[[ ${lines[0]} == "database   "*"/app.db" ]]
	[ "${lines[1]}" = "set        shop" ]
	[ "${lines[2]}" = "at         003_users_index (3 of 3)" ]
	[ "${lines[3]}" = "required   003_users_index" ]
	[ "${lines[4]}" = "release    1.2.0" ]
	[ "${lines[5]}" = "pending    0" ]
	[ "${lines[6]}" = "state      up to date" ]
}

@test "status and plan say 2 when steps are pending" {
	by_hand
	run status_of app.db
	[ "$status" -eq 2 ]
	[[ $output == *"at         002_users_email (2 of 3)"* ]]
	[[ $output == *"state      pending"* ]]
	run plan_of app.db
	[ "$status" -eq 2 ]
	[[ $output == *"RECONCILE 001_users: "* ]]
	[[ $output == *"RECONCILE 002_users_email: "* ]]
	[[ $output == *"RUN       003_users_index: "* ]]
	[[ $output =~ "tried on a private copy: "[0-9]+\.[0-9]" ms" ]]
}

@test "what was made by hand is recorded and not run" {
	by_hand
	run migrate app.db
	[ "$status" -eq 0 ]
	[[ $output == *"  001_users recorded, "* ]]
	[[ $output == *"  003_users_index ran, "* ]]
	[[ $output == *": 1 run, 2 recorded, "* ]]
	[ "$(sqlite3 app.db 'SELECT count(*) FROM users')" = 2 ]
	run history_of app.db
	[ "$status" -eq 0 ]
	[[ ${lines[0]} =~ ^20[0-9-]+T[0-9:]+Z"  001_users  reconciled, "[0-9]+\.[0-9]" ms" ]]
	[[ ${lines[2]} == *"  003_users_index  run, "* ]]
}

@test "the history tells who applied a step" {
	USER=ann migrate app.db
	run history_of app.db
	[[ ${lines[0]} == *" ms, by ann" ]]
	[ "$(history_of app.db --json | jq -r '.records[0].applied_by')" = ann ]
}

@test "status, plan and history leave the file alone" {
	by_hand
	before=$(sha256sum <app.db)
	status_of app.db || true
	plan_of app.db || true
	history_of app.db || true
	[ "$(sha256sum <app.db)" = "$before" ]
	[ "$(ls)" = "$(printf 'app.db\nshop')" ]
}

@test "plan finds out on a copy that a step will fail on these rows" {
	by_hand
	sqlite3 app.db "UPDATE users SET email = 'same'"
	before=$(dump app.db)
	run plan_of app.db
	[ "$status" -eq 1 ]
	[[ $output == *"003_users_index.sql:2"* ]]
	[[ $output == *"UNIQUE constraint failed"* ]]
	[ "$(dump app.db)" = "$before" ]
}

@test "a step that fails leaves everything as it was" {
	by_hand
	sqlite3 app.db "UPDATE users SET email = 'same'"
	before=$(dump app.db)
	run --separate-stderr migrate app.db
	[ "$status" -eq 1 ]
	[[ $stderr == *"003_users_index.sql:2"* ]]
	[[ $stderr == *"UNIQUE constraint failed: users.email"* ]]
	[ "$(dump app.db)" = "$before" ]
}

@test "the log has the failing statement, its place and SQLite's codes" {
	by_hand
	sqlite3 app.db "UPDATE users SET email = 'same'"
	run --separate-stderr migrate app.db --log run.log
	[ "$status" -eq 1 ]
	[[ $stderr == *"send it with a report: run.log"* ]]
	grep -q '^20..-..-..T..:..:..Z begin 003_users_index' run.log
	grep -q '^20..-..-..T..:..:..Z rolled back' run.log
	grep -qF '  | CREATE UNIQUE INDEX users_email ON users(email)' run.log
	grep -qF '  at 003_users_index.sql:2' run.log
	grep -qF "  SQLite's code 2067 " run.log
}

@test "the log of a good run tells each step" {
	migrate app.db --log run.log
	grep -qE 'Z done 001_users: [0-9]+ us' run.log
	grep -qE 'Z committed: [0-9]+ us' run.log
}

@test "a log that cannot be written stops the command" {
	run migrate app.db --log nowhere/run.log
	[ "$status" -eq 1 ]
	[[ $output == *"the log nowhere/run.log cannot be written"* ]]
	[ ! -e app.db ]
}

@test "a step that is half there is a conflict" {
	by_hand
	sqlite3 app.db "CREATE VIEW names AS SELECT name FROM users"
	run status_of app.db
	[ "$status" -eq 3 ]
	[[ $output == *"state      conflict"* ]]
	[[ $output == *"users_email"* ]]
	run plan_of app.db
	[ "$status" -eq 3 ]
	[[ $output == *"CONFLICT  003_users_index: "* ]]
	before=$(dump app.db)
	run migrate app.db
	[ "$status" -eq 3 ]
	[ "$(dump app.db)" = "$before" ]
}

@test "an object that is gone is drift" {
	migrate app.db
	sqlite3 app.db "DROP VIEW names"
	run status_of app.db
	[ "$status" -eq 3 ]
	[[ $output == *"state      drift"* ]]
	[[ $output == *"problem "*"names"* ]]
	run migrate app.db
	[ "$status" -eq 3 ]
}

@test "a database that is newer than the program says so" {
	migrate app.db
	mv shop/003_users_index.sql .
	for command in status plan migrate; do
		run "$INSTAR" "$command" --dir shop app.db </dev/null
		[ "$status" -eq 4 ]
		[[ $output == *"003_users_index"* ]]
	done
}

@test "a step that was edited after its release says so" {
	migrate app.db
	sed -i 's/email TEXT/email TEXT COLLATE nocase/' shop/002_users_email.sql
	run migrate app.db
	[ "$status" -eq 3 ]
	[[ $output == *"002_users_email"* ]]
}

@test "a database that another program holds is busy" {
	by_hand
	hold "BEGIN EXCLUSIVE;"
	run migrate app.db --busy-ms 0
	[ "$status" -eq 5 ]
	run status_of app.db --busy-ms 1
	[ "$status" -eq 5 ]
	[[ $output == *busy* ]]
}

@test "only migrate makes a database that is missing" {
	for command in status plan history; do
		run "$INSTAR" "$command" --dir shop app.db
		[ "$status" -eq 1 ]
		[ "$output" = "instar: no database at app.db" ]
		[ ! -e app.db ]
	done
}

@test "a directory that is missing is named" {
	for command in status plan history migrate; do
		run "$INSTAR" "$command" --dir shop nowhere/app.db </dev/null
		[ "$status" -eq 1 ]
		[ "$output" = "instar: nowhere/app.db: the directory does not exist" ]
	done
}

@test "a directory is no database" {
	mkdir app.db
	for command in status migrate; do
		run "$INSTAR" "$command" --dir shop app.db </dev/null
		[ "$status" -eq 1 ]
		[ "$output" = "instar: app.db: is a directory, not a database" ]
	done
}

@test "a file that may not be read is named as such" {
	[ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null || skip "needs root and setpriv"
	by_hand
	open=$(mktemp -d)
	cp -r "$INSTAR" shop app.db "$open"
	chmod -R a+rX "$open"
	chmod 000 "$open/app.db"
	cd "$open"
	run setpriv --reuid=65534 --regid=65534 --clear-groups ./"${INSTAR##*/}" status \
		--dir shop app.db
	cd /
	rm -r "$open"
	[ "$status" -eq 1 ]
	[ "$output" = "instar: app.db: no permission to read the file" ]
}

@test "a symbolic link is followed, and the file itself is named" {
	mkdir real
	ln -s real/app.db link.db
	migrate real/app.db
	run status_of link.db
	[ "$status" -eq 0 ]
	[[ ${lines[0]} == *"/real/app.db" ]]
}

@test "a file that is no database is left alone" {
	head -c 4096 /dev/urandom >app.db
	cp app.db before
	for command in status plan migrate history; do
		run "$INSTAR" "$command" --dir shop app.db </dev/null
		[ "$status" -eq 1 ]
		[[ $output == *"not a SQLite database"* ]]
	done
	cmp app.db before
}

@test "an empty file is a fresh database" {
	: >app.db
	run status_of app.db
	[ "$status" -eq 2 ]
	migrate app.db
	run status_of app.db
	[ "$status" -eq 0 ]
}

@test "every command speaks JSON" {
	by_hand
	status_of app.db --json >one.json || true
	[ "$(jq -r .state one.json)" = pending ]
	[ "$(jq .position one.json)" = 2 ]
	[ "$(jq -r .required_release one.json)" = 1.2.0 ]
	plan_of app.db --json >one.json || true
	[ "$(jq -r '[.steps[].verdict] | join(",")' one.json)" = RECONCILE,RECONCILE,RUN ]
	[ "$(jq '.trial | length' one.json)" = 3 ]
	migrate app.db --json >one.json
	[ "$(jq -r '[.steps[].id] | join(",")' one.json)" = \
		001_users,002_users_email,003_users_index ]
	[ "$(jq -r .from one.json)" = 002_users_email ]
	[ "$(jq -r .to one.json)" = 003_users_index ]
	history_of app.db --json >one.json
	[ "$(jq -r '.records[2].applied_how' one.json)" = run ]
	[ "$(jq '.records[0].known' one.json)" = true ]
	plan_of app.db --json >one.json
	[ "$(jq .trial one.json)" = null ]
}

@test "errors are JSON too" {
	by_hand
	sqlite3 app.db "UPDATE users SET email = 'same'"
	run --separate-stderr migrate app.db --json
	[ "$status" -eq 1 ]
	[ "$(jq -r .error.code <<<"$output")" = "statement failed" ]
	[ "$(jq -r .error.file <<<"$output")" = 003_users_index.sql ]
	[ "$(jq .error.line <<<"$output")" = 2 ]
	[ "$(jq .error.sqlite_code <<<"$output")" = 2067 ]
	run --separate-stderr status_of missing.db --json
	[ "$status" -eq 1 ]
	[ "$(jq -r .error.message <<<"$output")" = "no database at missing.db" ]
}

@test "text from a hostile database cannot command the terminal" {
	migrate app.db
	sqlite3 app.db "INSERT INTO schema_migrations SELECT set_name, 'x' || char(27) || '[31m\"',
		4, token_hash, applied_at, applied_how, applied_by, app_version, 0, '', NULL, 0, NULL
		FROM schema_migrations LIMIT 1"
	run history_of app.db
	[[ $output != *$'\e'* ]]
	history_of app.db --json | jq -e '.records | length == 4'
	sqlite3 app.db "UPDATE schema_migrations SET id = CAST(x'ff80c3' AS TEXT)
		WHERE position = 4"
	history_of app.db --json | jq -e '.records | length == 4'
}

@test "an option that a command lacks is refused with the nearest one" {
	run status_of app.db --jsn
	[ "$status" -eq 64 ]
	[[ $output == *'no option "--jsn"; did you mean "--json"?'* ]]
	run status_of app.db --yes
	[ "$status" -eq 64 ]
	run status_of app.db --busy-ms
	[ "$status" -eq 64 ]
	run status_of app.db --busy-ms=soon
	[ "$status" -eq 64 ]
	run status_of app.db --json=1
	[ "$status" -eq 64 ]
	run status_of app.db other.db
	[ "$status" -eq 64 ]
	run status_of
	[ "$status" -eq 64 ]
	run "$INSTAR" status app.db
	[ "$status" -eq 64 ]
	[[ $output == *"--dir DIR is missing"* ]]
}

@test "migrations that do not compile reach no database" {
	echo 'CREATE TABLE t(' >shop/004_broken.sql
	run migrate app.db
	[ "$status" -eq 1 ]
	[[ $output == *"004_broken.sql:1:"* ]]
	[ ! -e app.db ]
}

@test "a name that looks like an option is a path after --" {
	migrate -- --app.db
	run status_of -- --app.db
	[ "$status" -eq 0 ]
}

@test "colour is for terminals, or when asked for" {
	by_hand
	run plan_of app.db
	[[ $output != *$'\e['* ]]
	run plan_of app.db --color=always
	[[ $output == *$'\e[32mRUN'* ]]
	NO_COLOR=1 run plan_of app.db --color=always
	[[ $output != *$'\e['* ]]
}

# Answer the question of migrate on a terminal.
answer() {
	expect -c "set timeout 20; log_user 0
		spawn env -u CI $INSTAR migrate --dir shop app.db
		expect -- {\[y/N\]} {send \"$1\r\"} eof {exit 99} timeout {exit 98}
		expect eof
		lassign [wait] pid spawn_id os status
		exit \$status"
}

@test "on a terminal migrate asks first, and no is the default" {
	command -v expect >/dev/null || skip "no expect"
	by_hand
	before=$(dump app.db)
	run answer ""
	[ "$status" -eq 2 ]
	run answer n
	[ "$status" -eq 2 ]
	[ "$(dump app.db)" = "$before" ]
	run answer y
	[ "$status" -eq 0 ]
	run status_of app.db
	[ "$status" -eq 0 ]
}

@test "on a terminal a missing database is not made without a yes" {
	command -v expect >/dev/null || skip "no expect"
	run answer n
	[ "$status" -eq 2 ]
	[ ! -e app.db ]
	run answer y
	[ "$status" -eq 0 ]
	[ -e app.db ]
}

@test "a database command has one help, with --dir and in a host" {
	for command in status plan migrate history backup restore identify health repair rollback \
		backfill; do
		"$INSTAR" "$command" --help > own
		"$NUKEWORKS" db "$command" --help > mounted
		# What is about the migrations is instar's alone; how they are called differs.
		grep -vE '^  --(dir|name|gaps|lock|retire-before)[ =]|^Usage:' own > own.rest
		grep -v '^Usage:' mounted > mounted.rest
		[ "$(wc -l < own)" -eq "$(($(wc -l < own.rest) + 6))" ]
		diff own.rest mounted.rest
		grep -q "^Usage: instar $command --dir DIR DB" own
		grep -q "^Usage: nukeworks db $command \[DATABASE\]" mounted
		"$NUKEWORKS" db help "$command" | diff - mounted
	done
}

@test "every option that a help lists is accepted" {
	for command in status plan migrate history identify health; do
		"$INSTAR" "$command" --help |
			sed -n 's/^  \(-., \)\?--\([a-z-]*\)\(=[a-z]*\)\?\( [A-Z]\+\)\? *.*/\2\3\4/p' > options
		[ "$(wc -l < options)" -ge 11 ]
		while read -r option operand; do
			case $operand in
				N) operand=1 ;;
				'') ;;
				*) operand=missing ;;
			esac
			case $option in dir | help | name | lock) continue ;; esac
			run "$INSTAR" "$command" --dir shop none/app.db "--$option" $operand
			[[ $output != *'no option'* && $output != *' needs '* && $output != *': use '* ]]
		done < options
	done
}
