#!/usr/bin/env bats
# The rollback command and what belongs to it, as a user calls them: where to, what is
# shown and asked first, what is refused, and two releases of a program on one database.

bats_require_minimum_version 1.5.0

setup() {
	export LC_ALL=C
	: "${INSTAR:?the program to test}"
	cd "$BATS_TEST_TMPDIR"
	mkdir one two
	cat >one/001_users.sql <<-'EOF'
		-- @release 1.0
		CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
		-- @down
		DROP TABLE users;
	EOF
	cp one/* two
	cat >two/002_notes.sql <<-'EOF'
		-- @release 1.1
		CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT);
		-- @down
		DROP TABLE notes;
	EOF
	cat >two/003_email.sql <<-'EOF'
		ALTER TABLE users ADD COLUMN email TEXT;
		-- @down
		ALTER TABLE users DROP COLUMN email;
	EOF
}

# Any command on app.db, as the release in directory $1 has it.
with() { # DIR COMMAND [OPTION ...]
	local dir=$1 command=$2
	shift 2
	"$INSTAR" "$command" --dir "$dir" --name app app.db "$@" </dev/null
}

schema() {
	sqlite3 app.db "SELECT group_concat(name) FROM sqlite_master WHERE name <> 'schema_migrations'"
}

@test "rollback undoes the last step and says so" {
	with two migrate
	run --separate-stderr with two rollback --yes
	[ "$status" -eq 0 ]
	[ "${lines[1]}" = '1 step back to 002_notes' ]
	[ "${lines[2]}" = '  003_email (release 1.1)' ] || [ "${lines[2]}" = '  003_email' ]
	[[ ${lines[3]} =~ ^'1 step rolled back in '[0-9.]+' ms; at 002_notes'$ ]]
	[ -z "$stderr" ]
	run with two status
	[ "$status" -eq 2 ]
	[[ $output == *'at         002_notes (2 of 3)'* ]]
	with two migrate
	[ "$(schema)" = users,notes ]
}

@test "rollback goes to a step, to a release, to nothing" {
	with two migrate
	with two rollback --yes --to 001_users
	[ "$(schema)" = users ]
	with two migrate
	with two rollback --yes --to 1.0
	[ "$(schema)" = users ]
	run with two rollback --yes --to 1.0
	[ "$status" -eq 0 ]
	[ "$output" = 'nothing to do' ]
	with two rollback --yes --to 0
	[ -z "$(schema)" ]
	run with two rollback --yes
	[ "$status" -eq 1 ]
	[[ $output == *'no step is recorded that could be rolled back'* ]]
}

@test "where nobody can be asked, rollback needs --yes" {
	with two migrate
	cp app.db before.db
	run with two rollback
	[ "$status" -eq 1 ]
	[[ $output == *'--yes'* ]]
	cmp app.db before.db
}

@test "where nobody can be asked, rows need --force" {
	with two migrate
	sqlite3 app.db "INSERT INTO notes(body) VALUES ('a'), ('b')"
	cp app.db before.db
	run with two rollback --yes --to 001_users
	[ "$status" -eq 1 ]
	[[ $output == *'at stake: notes, 2 rows'* ]]
	[[ $output == *'2 rows of notes would be lost'*'--force'* ]]
	cmp app.db before.db
	with two rollback --yes --force --to 001_users
	[ "$(schema)" = users ]
}

@test "on a terminal rollback shows the steps and asks, and no is the default" {
	command -v expect >/dev/null || skip 'expect is not there'
	with two migrate
	sqlite3 app.db "INSERT INTO notes(body) VALUES ('a')"
	cat >ask.exp <<-'EOF'
		set env(CI) ""
		spawn {*}$argv
		expect "at stake: notes, 1 row"
		expect {\[y/N\]}
		send "$::env(ANSWER)\r"
		expect eof
		exit [lindex [wait] 3]
	EOF
	ANSWER='' run expect ask.exp "$INSTAR" rollback --dir two --name app app.db --to 001_users
	[ "$status" -eq 2 ]
	[[ $output == *'Nothing was changed.'* ]]
	[ "$(schema)" = users,notes ]
	ANSWER=y run expect ask.exp "$INSTAR" rollback --dir two --name app app.db --to 001_users
	[ "$status" -eq 0 ]
	[ "$(schema)" = users ]
}

@test "rollback speaks JSON" {
	with two migrate
	sqlite3 app.db "INSERT INTO notes(body) VALUES ('a')"
	with two rollback --json --yes --force --to 1.0 >out
	jq -e '.from == "003_email" and .to == "001_users" and .position == 1' out
	jq -e '[.steps[].id] == ["003_email", "002_notes"] and .steps[1].release == "1.1"' out
	jq -e '.at_stake == [{"name": "notes", "table": "notes", "column": null, "rows": 1}] and .duration_us >= 0' out
	with two rollback --json --yes --to 1.0 | jq -e '.steps == [] and .from == "001_users"'
	run --separate-stderr with two rollback --json --yes --to 9.9
	[ "$status" -eq 1 ]
	[ "$(jq -r .error.code <<<"$output")" = misuse ]
}

@test "a step that is irreversible stops the rollback with its reason" {
	printf -- '-- @irreversible the old one is gone\nCREATE TABLE last(a);\n' >two/004_last.sql
	with two migrate
	cp app.db before.db
	run with two rollback --yes --to 0
	[ "$status" -eq 1 ]
	[[ $output == *'004_last cannot be rolled back: the old one is gone'* ]]
	cmp app.db before.db
}

@test "a down migration that fails is told with its file and line" {
	cat >two/002_notes.down.sql <<-'EOF'
		-- first a comment
		DROP TABLE notes;
	EOF
	sed -i '/@down/,$d' two/002_notes.sql
	with two migrate
	sqlite3 app.db 'PRAGMA user_version = 0; CREATE VIEW broken AS SELECT * FROM missing'
	run with two rollback --yes --to 002_notes --log log
	[ "$status" -eq 1 ]
	[[ $output == *'003_email.sql:3: error in view broken'* ]]
	grep -q 'ALTER TABLE users DROP COLUMN email' log
}

@test "a newer database is refused with its release, its day and the version" {
	with two migrate
	run with one status
	[ "$status" -eq 4 ]
	[[ $output == *'database at 003_email, applied 20'*'; this program knows 001_users; update it'* ]]
	run with one rollback --yes --to 001_users
	[ "$status" -eq 4 ]
	[[ $output == *'its down migration is not stored with it'* ]]
}

@test "an older release goes on with a newer database when that is accepted" {
	with two migrate
	cp app.db before.db
	run --separate-stderr with one status --accept-newer
	[ "$status" -eq 0 ]
	[[ $output == *'newer      003_email'*'state      up to date'* ]]
	with one status --accept-newer --json | jq -e '.newer == "003_email" and .up_to_date'
	run --separate-stderr with one migrate --accept-newer
	[ "$status" -eq 0 ]
	[[ $stderr == *'warning: database at 003_email'* ]]
	cmp app.db before.db
	printf 'DROP TABLE users;\n' | cat <(echo '-- @destructive users: nobody wants them') - >two/004_gone.sql
	with two migrate
	run with one migrate --accept-newer
	[ "$status" -eq 4 ]
	[[ $output == *'004_gone changed what this program uses'* ]]
}

@test "an older release rolls back a database that stores its down migrations" {
	with two migrate --carry-down
	sqlite3 app.db "INSERT INTO users(name) VALUES ('ann')"
	with two history --json | jq -e '[.records[].carried] == [true, true, true]'
	run with one rollback --yes --to 001_users
	[ "$status" -eq 0 ]
	[[ $output == *'003_email, unknown to this program'* ]]
	[ "$(schema)" = users ]
	[ "$(sqlite3 app.db 'SELECT name FROM users')" = ann ]
	with one status
}

@test "an older release rolls back what a newer one has filled in, and the backup brings it again" {
	cat >two/003_email.sql <<-'EOF'
		ALTER TABLE users ADD COLUMN email TEXT;
		-- @backfill emails
		UPDATE users SET email = name || '@example.org' WHERE email IS NULL AND name IS NOT NULL;
		-- @index
		CREATE INDEX users_email ON users(email);
		-- @down
		ALTER TABLE users DROP COLUMN email;
	EOF
	with one migrate
	sqlite3 app.db "INSERT INTO users(name) VALUES ('ann'), ('bob')"
	with two migrate --carry-down
	with two backfill
	run with two rollback --yes --force # by itself, with the index there
	[ "$status" -eq 0 ]
	[[ $(schema) != *users_email* ]]
	with two migrate --carry-down
	with two backfill
	run with one rollback --yes --force --to 001_users
	[ "$status" -eq 0 ]
	[[ $output == *'backup '*'2 steps rolled back'* ]]
	[ "$(sqlite3 app.db 'SELECT count(*) FROM schema_backfills')" = 0 ]
	[ "$(sqlite3 app.db 'SELECT group_concat(id) FROM schema_migrations')" = 001_users ]
	run with one health
	[ "$status" -eq 0 ]
	[[ $output != *extra* ]]
	backup=$(with one health --json | jq -r .backup)
	with one restore --from "$backup" --yes
	[ "$(sqlite3 app.db 'SELECT count(*) FROM users WHERE email IS NOT NULL')" = 2 ]
	run with one status
	[ "$status" -eq 4 ]
	run with two status
	[ "$status" -eq 0 ]
	run with two backfill
	[ "$output" = 'all done' ]
}

@test "an older release takes no rows of newer tables without --force" {
	with two migrate --carry-down
	sqlite3 app.db "INSERT INTO notes(body) VALUES ('a')"
	cp app.db before.db
	run with one rollback --yes --to 001_users
	[ "$status" -eq 1 ]
	[[ $output == *'1 row of notes would be lost'*'--force'* ]]
	cmp app.db before.db
	run with one rollback --yes --force --to 001_users
	[ "$status" -eq 0 ]
	[[ $output == *'at stake: 1 row of notes'* ]]
	[ "$(schema)" = users ]
}

@test "a stored down migration that was edited is refused" {
	with two migrate --carry-down
	sqlite3 app.db "UPDATE schema_migrations SET down_sql = down_sql || 'DELETE FROM users;'"
	cp app.db before.db
	run with one rollback --yes --to 001_users
	[ "$status" -eq 3 ]
	[[ $output == *'is not the one that was written'* ]]
	cmp app.db before.db
}

@test "history tells the release of a step" {
	with two migrate
	run with two history
	[[ ${lines[1]} == *'002_notes  run, '*', release 1.1'* ]]
	with two history --json | jq -e '.records[1].release == "1.1" and .records[1].breaking == false'
}

@test "inventory tells which steps break older programs, and why" {
	printf 'CREATE UNIQUE INDEX users_name ON users(name);\n-- @down\nDROP INDEX users_name;\n' >two/004_unique.sql
	"$INSTAR" inventory two >out
	grep -q '1 statement, 1 guarded; down migration: 1 statement; breaks older programs: makes values unique with index users_name' out
	[ "$(grep -c 'breaks older programs' out)" -eq 1 ]
	"$INSTAR" inventory two --json | jq -e '[.migrations[].breaking] ==
		[null, null, null, "makes values unique with index users_name"]'
}

@test "a database whose definitions are others is rolled back, and told" {
	with two migrate
	sqlite3 app.db "DROP TABLE notes; CREATE TABLE notes(id INTEGER, body TEXT)"
	run -0 with two rollback --yes
	[[ $output == *"not as the steps make it: notes: without PRIMARY KEY (id)"* ]]
	[ "$(schema)" = "users,notes" ]
}
