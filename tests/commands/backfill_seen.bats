#!/usr/bin/env bats
# A backfill as somebody sees it who sits before it: the line of progress, Ctrl-C, other
# programs at the same work, and what status tells meanwhile.

bats_require_minimum_version 1.5.0

# Each row takes some microseconds: its length keeps SQLite from computing it once.
setup() {
	export LC_ALL=C TERM=xterm
	unset CI
	: "${INSTAR:?the program to test}"
	cd "$BATS_TEST_TMPDIR"
	mkdir set
	cat >set/001_people.sql <<-'EOF'
		CREATE TABLE people(code TEXT PRIMARY KEY, first TEXT NOT NULL) WITHOUT ROWID;
	EOF
	cat >set/002_names.sql <<-'EOF'
		ALTER TABLE people ADD COLUMN name TEXT;
		-- @backfill names
		UPDATE people SET name = first || length(hex(zeroblob(600 + 0 * length(first)))) WHERE name IS NULL;
	EOF
	"$INSTAR" migrate --dir set --no-backup app.db >/dev/null
}

fill() {
	sqlite3 app.db "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n
		WHERE i < $1) INSERT INTO people(code, first) SELECT 'c' || i, 'f' || i FROM n"
}

all_right() {
	[ "$(sqlite3 app.db "SELECT count(*) FROM people WHERE name IS NOT first || '1200'")" = 0 ]
	[ "$(sqlite3 app.db "PRAGMA integrity_check")" = ok ]
}

backfill() {
	"$INSTAR" backfill --dir set app.db "$@"
}

on_terminal() {
	script -qec "stty cols ${columns:-80}; $INSTAR backfill --dir set app.db $*" \
		/dev/null </dev/null >screen
}

# Milliseconds, as SQL.
now_ms="CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)"

# Wait until the first batch is committed.
until_begun() {
	until [ "$(sqlite3 -cmd '.timeout 5000' app.db \
		"SELECT count(*) FROM sqlite_master WHERE name = 'schema_backfills'")" = 1 ] &&
		[ "$(sqlite3 -cmd '.timeout 5000' app.db \
			"SELECT count(*) FROM schema_backfills WHERE batches > 0")" = 1 ]; do
		kill -0 "$1"
	done
}

# `run` is a shell of its own, which cannot wait for a child of this one.
ended_with() {
	local status=0
	wait "$2" || status=$?
	[ "$status" = "$1" ]
}

@test "D on a terminal one line tells rows, rate and what is left, rewritten" {
	fill 100000
	on_terminal
	all_right
	tr '\r' '\n' <screen | sed 's/\x1b\[[?0-9]*[A-Za-z]//g' | grep names: >lines
	cat lines
	[ "$(wc -l <lines)" -ge 2 ]
	[ "$(grep -cxE 'names: [0-9]+ rows?, [0-9]+ a second(, [0-9]+ (s|min|h) left)?' lines)" = \
		"$(wc -l <lines)" ]
	grep -q ' left$' lines
	# Rewritten: a newline comes only after it was taken away again.
	[ "$(grep -c 'a second' screen)" = 1 ]
	grep -q $'\r\033\[K  names done, 100000 rows, [0-9.]* ms\r$' screen
	[ "$(grep -c '' screen)" = 2 ]
	[ "$(tail -1 screen)" = $'all done\r' ]
}

@test "D in a pipe and in a file there is no line of progress" {
	fill 60000
	run -0 --separate-stderr backfill
	[ -z "$stderr" ]
	[[ "$output" != *$'\r'* ]]
	[ "${#lines[@]}" = 2 ]
}

@test "D with TERM=dumb and in CI neither" {
	fill 40000
	TERM=dumb on_terminal
	run ! grep -q 'a second' screen
	sqlite3 app.db "UPDATE people SET name = NULL; DELETE FROM schema_backfills"
	CI=1 on_terminal
	run ! grep -q 'a second' screen
	all_right
}

@test "D a narrow terminal cuts the line, and does not break it" {
	fill 60000
	columns=20 on_terminal
	drawn=$(grep -o $'\r\033\[K\033\[?7lnames: [^\033]*\033\[?7h' screen | wc -l)
	[ "$drawn" -ge 1 ]
	[ "$(grep -o 'a second' screen | wc -l)" = "$drawn" ]
	# Nothing after it is cut.
	[ "$(grep -o $'\033\[?7l' screen | wc -l)" = "$(grep -o $'\033\[?7h' screen | wc -l)" ]
}

@test "D a table without rows is done at once" {
	on_terminal
	run ! grep -q 'a second' screen
	grep -qx $'  names done, 0 rows, [0-9.]* ms\r' screen
}

@test "D Ctrl-C ends the run whole, and the next one starts at once" {
	command -v expect >/dev/null || skip "no expect"
	fill 100000
	run -0 expect -c "set timeout 60; log_file -a -noappend screen
		spawn $INSTAR backfill --dir set app.db
		expect -re {a second} {send \003} timeout {exit 98} eof {exit 99}
		expect eof
		set ended [wait]
		if {[lsearch \$ended SIGINT] < 0} {puts \$ended; exit 97}"
	grep -q 'cancelled; what was done stays done' screen
	# The line was taken away before.
	grep -q $'\r\033\[K.*instar: cancelled' screen
	tail -c 1 screen | grep -qz '^'$'\n''$'
	[ "$(sqlite3 app.db "SELECT count(*) FROM schema_backfills WHERE runner IS NOT NULL")" = 0 ]
	done=$(sqlite3 app.db "SELECT count(name) FROM people")
	[ "$done" -gt 0 ]
	[ "$done" -lt 100000 ]
	[ "$(sqlite3 app.db "SELECT rows_done FROM schema_backfills")" = "$done" ]
	run -0 backfill --busy-ms 0
	[[ "${lines[0]}" == "  names done, $((100000 - done)) rows, "* ]]
	all_right
}

@test "D a run that is told to end hands the work back" {
	fill 100000
	"$INSTAR" backfill --dir set app.db >out 2>err &
	runner=$!
	until_begun "$runner"
	kill -TERM "$runner"
	ended_with 143 "$runner"
	[ "$(cat err)" = "instar: cancelled; what was done stays done" ]
	[ "$(cat out)" = "1 left" ]
	run -0 backfill --strict --busy-ms 0
	all_right
}

@test "D --json is one document, also when it was told to end" {
	fill 100000
	"$INSTAR" backfill --dir set --json app.db >out 2>err &
	runner=$!
	until_begun "$runner"
	kill -TERM "$runner"
	ended_with 143 "$runner"
	[ "$(jq -sc '[length, .[0].left, .[0].error.code]' out)" = '[1,1,"cancelled"]' ]
	run -0 backfill --json
	[ "$(jq -sc '[length, .[0].left, .[0].error, .[0].backfills[0].done]' <<<"$output")" = \
		'[1,0,null,true]' ]
}

@test "D a signal that the program was told to ignore stays ignored" {
	fill 40000
	(trap '' TERM; exec "$INSTAR" backfill --dir set app.db) >out &
	runner=$!
	until_begun "$runner"
	kill -TERM "$runner" || true
	wait "$runner"
	grep -q 'names done, 40000 rows' out
}

@test "D after kill -9 another takes over when two seconds are over, and no row twice" {
	fill 100000
	cat >set/003_counted.sql <<-'EOF'
		CREATE TABLE changes(code TEXT NOT NULL);
		CREATE TRIGGER counted AFTER UPDATE OF name ON people BEGIN
			INSERT INTO changes VALUES(new.code);
		END;
	EOF
	"$INSTAR" migrate --dir set --no-backup app.db >/dev/null
	"$INSTAR" backfill --dir set app.db &
	runner=$!
	until_begun "$runner"
	kill -KILL "$runner"
	ended_with 137 "$runner"
	# So long it is believed to be at work; a little longer, for a slow machine.
	[ "$(sqlite3 app.db "SELECT runner_until - $now_ms <= 2000 FROM schema_backfills")" = 1 ]
	sqlite3 app.db "UPDATE schema_backfills SET runner_until = $now_ms + 9000"
	run -0 "$INSTAR" status --dir set app.db
	[[ "$output" == *"names: running in another program, "* ]]
	run -5 backfill --strict --busy-ms 0
	[[ "$output" == *"another program runs the backfills of this database"* ]]
	sqlite3 app.db "UPDATE schema_backfills SET runner_until = $now_ms + 2000"
	run -0 backfill --strict
	[[ "$output" == *"all done"* ]]
	all_right
	[ "$(sqlite3 app.db "SELECT count(*), count(DISTINCT code) FROM changes")" = "100000|100000" ]
}

@test "D two programs run all, a third migrates, the app writes: each row once" {
	fill 60000
	cp -r set later
	cat >later/003_more.sql <<-'EOF'
		CREATE TABLE more(id INTEGER PRIMARY KEY);
	EOF
	backfill --strict --all >one 2>&1 &
	first=$!
	backfill --strict --all --busy-ms 120000 >two 2>&1 &
	second=$!
	until_begun "$first"
	for i in 1 2 3 4 5 6 7 8 9; do
		sqlite3 -cmd '.timeout 5000' app.db \
			"INSERT INTO people(code, first) VALUES('a$i', 'w'), ('z$i', 'w')"
	done
	"$INSTAR" migrate --dir later --name set --no-backup app.db
	# Whoever finds the database newer at its end says so, and has done no harm.
	for runner in "$first" "$second"; do
		status=0
		wait "$runner" || status=$?
		[ "$status" = 0 ] || [ "$status" = 4 ]
	done
	run -0 "$INSTAR" backfill --strict --dir later --name set app.db
	[[ "$output" == *"all done" ]]
	[ "$(sqlite3 app.db "SELECT count(*) FROM people")" = 60018 ]
	all_right
	[ "$(sqlite3 app.db "SELECT finished_at IS NOT NULL, runner FROM schema_backfills")" = "1|" ]
	run -0 "$INSTAR" status --dir later --name set app.db
	[[ "$output" == *"state      up to date"* ]]
}

@test "D status tells of a run in another program" {
	fill 400000
	"$INSTAR" backfill --dir set app.db >/dev/null &
	runner=$!
	until_begun "$runner"
	run -0 "$INSTAR" status --dir set app.db
	[[ "$output" == *"backfill   names: running in another program, "*" so far"* ]]
	run -0 --separate-stderr "$INSTAR" health --schema-only --json --dir set app.db
	[ "$(jq -c '.backfills[0] | [.running, .done, .rows > 0]' <<<"$output")" = '[true,false,true]' ]
	kill -TERM "$runner"
	ended_with 143 "$runner"
	run -0 "$INSTAR" status --dir set app.db
	[[ "$output" == *"backfill   names: waits to be run, "*" so far"* ]]
}

@test "D what the manual says to try works as it is printed" {
	ln -s "$SOURCE_ROOT/migrations" "$BUILD_ROOT" .
	[ -e build ] || ln -s "$BUILD_ROOT" build
	awk '/^```/ { if (on && block ~ /rm older/) printf "%s", block
			on = $0 == "```sh"; block = ""; next }
		on { block = block $0 "\n" }' "$SOURCE_ROOT/runtime/README.md" >try.sh
	sed '/db backfill/,$d' try.sh >begin.sh
	run -0 sh -eu begin.sh
	[[ "$output" == *"backfill   096_lead_name: waits to be run"* ]]
	# The command that migrate prints is one that can be run.
	command=$(grep -xo '2 backfills wait: run build/tests/hosts/leads_host db backfill .*' \
		<<<"$output")
	run -0 ${command#*run }
	[[ "${lines[0]}" == "  096_lead_name done, 100000 rows, "* ]]
	[[ "${lines[1]}" == "  leads_name built, "* ]]
	sed -n '/db backfill/,$p' try.sh >end.sh
	run -0 sh -eu end.sh
	[ "${lines[0]}" = "all done" ]
	[[ "$output" == *"  097_namesakes ran, "* ]]
}
