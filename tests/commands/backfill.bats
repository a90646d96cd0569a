#!/usr/bin/env bats
# The backfill command and what others tell of backfills, as a user calls them.

bats_require_minimum_version 1.5.0

setup() {
	export LC_ALL=C
	: "${INSTAR:?the program to test}"
	cd "$BATS_TEST_TMPDIR"
	mkdir one two
	cat >one/001_people.sql <<-'EOF'
		CREATE TABLE people(id INTEGER PRIMARY KEY, first TEXT NOT NULL);
	EOF
	cp one/* two
	cat >two/002_names.sql <<-'EOF'
		ALTER TABLE people ADD COLUMN name TEXT;
		ALTER TABLE people ADD COLUMN nick TEXT CHECK (nick <> 'the f7');
		-- @backfill nicks priority=low
		UPDATE people SET nick = 'the ' || first WHERE nick IS NULL;
		-- @backfill names priority=high
		UPDATE people SET name = 'Mx ' || first WHERE name IS NULL;
		-- @index
		CREATE INDEX people_first ON people(first);
	EOF
	"$INSTAR" migrate --dir one app.db >/dev/null
	sqlite3 app.db "WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n
		WHERE i < 59) INSERT INTO people(first) SELECT 'f' || i FROM n"
}

migrate() {
	"$INSTAR" migrate --dir two --no-backup app.db
}

@test "D migrate tells how many wait, and the command" {
	run -0 migrate
	[ "${lines[-1]}" = "3 backfills wait: run instar backfill --dir two $PWD/app.db" ]
	run -0 migrate
	[[ "$output" != *wait* ]]
}

@test "D migrate --json has the number" {
	run -0 "$INSTAR" migrate --dir two --no-backup --json app.db
	[ "$(jq .backfills_left <<<"$output")" = 3 ]
}

@test "D all that is due is done, by priority, a line each" {
	migrate
	run -0 --separate-stderr "$INSTAR" backfill --dir two app.db
	[[ "${lines[0]}" == "  names done, 50 rows, "* ]]
	[[ "${lines[1]}" == "  people_first built, "* ]]
	[[ "${lines[2]}" == "  nicks done, 50 rows, "* ]]
	[ "${lines[3]}" = "all done" ]
	[ -z "$stderr" ]
	[ "$(sqlite3 app.db "SELECT count(*) FROM people WHERE name = 'Mx ' || first AND nick = 'the ' || first")" = 50 ]
	run -0 "$INSTAR" backfill --dir two --all app.db
	[ "$output" = "all done" ]
}

@test "D --only runs one, and an unknown key is refused" {
	migrate
	run -0 "$INSTAR" backfill --dir two --only nicks app.db
	[ "${lines[1]}" = "2 left" ]
	[ "$(sqlite3 app.db "SELECT count(name) || ' ' || count(nick) FROM people")" = "0 50" ]
	run -64 "$INSTAR" backfill --dir two --only nick app.db
	[[ "$output" == *'no backfill "nick" in this program'* ]]
	run -64 "$INSTAR" backfill --dir two --only nicks --all app.db
	run -64 "$INSTAR" backfill --dir two --max-minutes none app.db
	run -64 "$INSTAR" status --dir two --strict app.db
}

@test "D status and health list them, waiting and done" {
	migrate
	run -0 "$INSTAR" status --dir two app.db
	[[ "$output" == *"backfill   names: waits to be run"* ]]
	[[ "$output" == *"index      people_first: waits to be built"* ]]
	run -0 "$INSTAR" status --dir one app.db --accept-newer
	"$INSTAR" backfill --dir two app.db
	run -0 "$INSTAR" health --dir two app.db
	[[ "$output" == *"backfill     names: done, 50 rows"* ]]
	[[ "$output" == *"state        ready"* ]]
	run -0 "$INSTAR" status --dir two --json app.db
	[ "$(jq -c '[.backfills[] | [.key, .done, .rows]]' <<<"$output")" = \
		'[["nicks",true,50],["names",true,50],["people_first",true,0]]' ]
}

@test "D before its step has run nothing is due" {
	run -0 "$INSTAR" backfill --dir two app.db
	[ "$output" = "3 wait for steps that are pending, or for another" ]
	run -2 "$INSTAR" status --dir two app.db
	[[ "$output" == *"backfill   names: not due yet"* ]]
}

@test "D a failure is told and does not stop the others; --strict lets it count" {
	sqlite3 app.db "INSERT INTO people(first) VALUES('f7')"
	migrate
	run -0 --separate-stderr "$INSTAR" backfill --dir two app.db
	[[ "$stderr" == *"002_names.sql:4: backfill nicks: row 51 of people: CHECK constraint failed"* ]]
	[[ "$output" == *"names done, 51 rows"* ]]
	[[ "$output" == *"1 left"* ]]
	run -1 "$INSTAR" backfill --dir two --strict app.db
	run -0 "$INSTAR" status --dir two app.db
	[[ "$output" == *"nicks: waits to be run, 50 rows so far, last error: row 51 of people"* ]]
	run -0 --separate-stderr "$INSTAR" backfill --dir two --strict --set-aside app.db
	[[ "${lines[0]}" == "  nicks done, 0 rows, 1 set aside, "* ]]
	[ "$(sqlite3 app.db "SELECT key || row FROM schema_backfill_skipped")" = nicks51 ]
	run -0 "$INSTAR" status --dir two app.db
	[[ "$output" == *"nicks: done, 50 rows, 1 row set aside: 51 (CHECK constraint failed: nick <> 'the f7')"* ]]
	run -0 "$INSTAR" status --dir two --json app.db
	[[ "$(jq -r '.backfills[0].skipped_rows' <<<"$output")" == "51 (CHECK "* ]]
	run -0 "$INSTAR" backfill --dir two --json app.db
	[ "$(jq -c '[.left, .status, .error]' <<<"$output")" = "[0,0,null]" ]
}

@test "D many rows set aside: the first three and the number of the others" {
	sqlite3 app.db "UPDATE people SET first = 'f7' WHERE id < 6"
	migrate
	run -0 "$INSTAR" backfill --dir two --set-aside app.db
	run -0 "$INSTAR" health --dir two app.db
	[[ "$output" == *", 5 rows set aside: 1 (CHECK "*"); 2 (CHECK "*"); 3 (CHECK "*"); and 2 more"* ]]
}

@test "D --json is one document, whatever fails, with the first error" {
	sqlite3 app.db "INSERT INTO people(first) VALUES('f7'), ('f7')"
	migrate
	echo "CREATE UNIQUE INDEX people_twice ON people(first);" >>two/002_names.sql
	run -0 --separate-stderr "$INSTAR" backfill --dir two --json app.db
	jq -e . <<<"$output"
	[ "$(jq -sc '[length, .[0].left, .[0].status, .[0].error.code]' <<<"$output")" = \
		'[1,2,1,"statement failed"]' ]
	[[ "$stderr" == *"unique index people_twice cannot be built: duplicates in people: 'f7' (2 rows)"* ]]
	run -1 --separate-stderr "$INSTAR" backfill --dir two --json --strict app.db
}

@test "D while another program runs them the command says so" {
	migrate
	"$INSTAR" backfill --dir two --only names app.db
	sqlite3 app.db "UPDATE schema_backfills SET runner = 'other', runner_until =
		(julianday('now') - 2440587.5) * 86400000 + 8000"
	run -0 "$INSTAR" backfill --dir two --busy-ms 0 app.db --only nicks
	[[ "$output" == *"another program runs the backfills of this database"* ]]
	run -5 "$INSTAR" backfill --dir two --busy-ms 0 app.db --only nicks --strict
}

@test "D a file that cannot be written is left as it is" {
	migrate
	chmod 444 app.db
	if [ -w app.db ]; then
		skip "root may write everything"
	fi
	run -1 "$INSTAR" backfill --dir two --strict app.db
	[[ "$output" == *"read-only; a backfill is waiting"* ]]
}

@test "D a step that requires a backfill is refused until the backfill has run" {
	migrate
	cat >two/003_insist.sql <<-'EOF'
		-- @requires backfill names
		CREATE TABLE called(id INTEGER PRIMARY KEY);
	EOF
	run -1 "$INSTAR" migrate --dir two --no-backup app.db
	[[ "$output" == *"003_insist needs backfill names, which has rows left; nothing was changed"* ]]
	"$INSTAR" backfill --dir two --only names app.db
	run -0 "$INSTAR" migrate --dir two --no-backup app.db
}

@test "D a backfill in a file of its own is compiled and named in the depfile" {
	mkdir one/backfills
	echo "UPDATE people SET first = trim(first) WHERE first <> trim(first);" \
		>one/backfills/001_trim.sql
	run -0 "$INSTAR" compile one -o one.c --depfile one.d
	grep -q 'backfills/001_trim.sql:1' one.c || grep -q '"backfills/001_trim.sql"' one.c
	grep -qx '  one/backfills/001_trim.sql' <(sed 's/ \\$//' one.d)
	grep -qx '  one/backfills' <(sed 's/ \\$//' one.d)
	sqlite3 app.db "UPDATE people SET first = ' ' || first WHERE id = 3"
	run -0 "$INSTAR" backfill --dir one app.db
	[[ "${lines[0]}" == "  001_trim done, 1 row, "* ]]
}

@test "D a host starts at once and changes old rows in its idle time" {
	: "${LEADS:?the host}"
	run -0 "$LEADS" leads.db
	[ "${lines[0]}" = ready ]
	sqlite3 leads.db "UPDATE leads SET name = NULL; DROP INDEX leads_name;
		DELETE FROM schema_backfills;
		WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
		INSERT INTO leads(email, company) SELECT 'a' || i || '@b.org', 'c' || i FROM n"
	run -0 "$LEADS" leads.db
	[ "${lines[0]}" = ready ]
	[[ "${lines[1]}" == *" batches beside them" ]]
	[ "$(sqlite3 leads.db "SELECT count(*) FROM leads WHERE company IS NOT NULL AND name IS NOT company")" = 0 ]
	[ "$(sqlite3 leads.db "SELECT count(*) FROM sqlite_master WHERE name = 'leads_name'")" = 1 ]
	run -0 "$LEADS" db status leads.db
	[[ "$output" == *"backfill   096_lead_name: done"* ]]
}

@test "D a trigger that nobody knows is refused, told, and leaves the others alone" {
	migrate
	sqlite3 app.db "CREATE TABLE mine(a); CREATE TRIGGER spy AFTER UPDATE OF nick ON people
		BEGIN DELETE FROM mine; END"
	run -0 --separate-stderr "$INSTAR" backfill --dir two app.db
	[[ "$stderr" == *"unknown trigger spy on people; refused"* ]]
	[[ "$stderr" == *"drop it, or ask who made it; what was done stays done"* ]]
	[ "$(sqlite3 app.db "SELECT count(name) || count(nick) FROM people")" = 00 ]
	[[ "$output" == *"people_first built"* ]]
	run "$INSTAR" migrate --dir two --no-backup --validate app.db
	run ! "$INSTAR" backfill --dir two --strict app.db
	run -0 "$INSTAR" health --dir two app.db
	[[ "$output" == *"names: waits to be run, last error: unknown trigger spy on people; refused"* ]]
	sqlite3 app.db "DROP TRIGGER spy"
	run -0 "$INSTAR" backfill --dir two --strict app.db
	run -0 "$INSTAR" status --dir two app.db
	[[ "$output" != *"last error"* ]]
}

@test "D the status of a refused trigger is that of migrate" {
	migrate
	sqlite3 app.db "CREATE TRIGGER spy AFTER UPDATE ON people BEGIN SELECT 1; END"
	cat >two/003_more.sql <<-'EOF'
		UPDATE people SET first = trim(first) WHERE first <> trim(first);
		CREATE TABLE more(id INTEGER PRIMARY KEY);
	EOF
	run "$INSTAR" migrate --dir two --no-backup app.db
	[[ "$output" == *"unknown trigger spy on people; refused"* ]]
	refused=$status
	run "$INSTAR" backfill --dir two --strict --only names app.db
	[[ "$output" == *"unknown trigger spy on people; refused"* ]]
	[ "$status" = "$refused" ]
	[ "$status" != 0 ]
}

@test "D a column that is gone is told by status, and no row is set aside for it" {
	migrate
	sqlite3 app.db "ALTER TABLE people RENAME COLUMN first TO given; PRAGMA user_version = 0"
	run -0 "$INSTAR" backfill --dir two --set-aside app.db
	[[ "$output" == *"backfill names: no such column: first"* ]]
	[ "$(sqlite3 app.db "SELECT count(*) FROM schema_backfill_skipped")" = 0 ]
	run "$INSTAR" status --dir two --json app.db
	[[ "$(jq -r '.backfills[] | select(.key == "names") | .last_error' <<<"$output")" == \
		"002_names.sql:6: backfill names: no such column: first" ]]
}

@test "D a step that takes a column away has to require the backfill" {
	migrate
	cat >two/003_called.sql <<-'EOF'
		ALTER TABLE people RENAME COLUMN name TO called;
	EOF
	run -1 "$INSTAR" check two
	[[ "$output" == *"003_called.sql:1:1: error: backfill names of 002_names.sql:6 cannot be run any more after this step [INS0908]"* ]]
	[[ "$output" == *"require it: -- @requires backfill names; or remove the backfill"* ]]
	sed -i '1i -- @requires backfill names' two/003_called.sql
	run -1 "$INSTAR" migrate --dir two --no-backup app.db
	[[ "$output" == *"003_called needs backfill names, which has rows left"* ]]
	"$INSTAR" backfill --dir two --only names app.db
	run -0 "$INSTAR" migrate --dir two --no-backup app.db
	run -0 "$INSTAR" backfill --dir two --strict app.db
	[ "${lines[-1]}" = "all done" ]
	rm -f new.db
	run -0 "$INSTAR" migrate --dir two --no-backup new.db
	run -0 "$INSTAR" backfill --dir two --strict new.db
	run -0 "$INSTAR" status --dir two new.db
	[[ "$output" == *"backfill   names: done, 0 rows"* ]]
}

@test "D a finding in a file of backfills is allowed there" {
	mkdir -p three/backfills
	echo "CREATE TABLE teams(id INTEGER PRIMARY KEY, code TEXT, name TEXT);
		CREATE TABLE people(id INTEGER PRIMARY KEY, code TEXT, team TEXT);" >three/001_people.sql
	echo "UPDATE people SET team = coalesce((SELECT name FROM teams WHERE teams.code =
		people.code), 'none') WHERE team IS NULL;" >three/backfills/001_teams.sql
	run -1 "$INSTAR" check --werror three
	[[ "$output" == *"001_teams.sql:1:1: error: each batch reads all of teams [INS0906]"* ]]
	sed -i '1i -- @allow INS0906 there are nine teams' three/backfills/001_teams.sql
	run -0 "$INSTAR" check --werror three
	[[ "$output" != *INS0906* ]]
}
