#!/usr/bin/env bats
# Releases: the lock file, how severe the past is, what a set asks of a host, retiring, and
# findings for services.

bats_require_minimum_version 1.5.0

setup() {
	: "${INSTAR:?the program to test}"
	cd "$BATS_TEST_TMPDIR"
	mkdir shop
	cat >shop/001_users.sql <<-'SQL'
		-- @release 1.0.0
		CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL);
		INSERT INTO users VALUES (1, 'root');
	SQL
	cat >shop/002_users_email.sql <<-'SQL'
		-- @release 1.1.0
		ALTER TABLE users ADD COLUMN email TEXT;
	SQL
	cat >shop/003_notes.sql <<-'SQL'
		CREATE TABLE notes(id INTEGER PRIMARY KEY, body TEXT);
	SQL
}

@test "lock writes a line for each step and ends with the last one" {
	run "$INSTAR" lock shop
	[ "$status" -eq 0 ]
	[ "$output" = "3 steps released, 3 new" ]
	[ "$(head -c 13 shop/instar.lock)" = "# instar.lock" ]
	[ "$(sed -n '2,4s/ [0-9a-f]\{64\}$//p' shop/instar.lock | tr '\n' ' ')" = \
		"001_users 002_users_email 003_notes " ]
	[ "$(tail -1 shop/instar.lock)" = "last 003_notes" ]
	[ "$(wc -l <shop/instar.lock)" -eq 5 ]
}

@test "a lock file that would not change is not touched" {
	"$INSTAR" lock shop
	touch -d @1000000000 shop/instar.lock
	run "$INSTAR" lock shop
	[ "$output" = "3 steps released, 0 new" ]
	[ "$(stat -c %Y shop/instar.lock)" = 1000000000 ]
}

@test "the next release adds its steps" {
	"$INSTAR" lock shop
	cp shop/instar.lock former
	echo 'CREATE TABLE tags(id INTEGER PRIMARY KEY);' >shop/004_tags.sql
	run "$INSTAR" check shop
	[ "$output" = "4 steps proved, 3 released" ]
	run "$INSTAR" lock shop
	[ "$output" = "4 steps released, 1 new" ]
	[ "$(diff former shop/instar.lock | grep -c '^[<>]')" -eq 3 ]
}

@test "lock does not release an edit" {
	"$INSTAR" lock shop
	cp shop/instar.lock former
	sed -i s/email/mail/ shop/002_users_email.sql
	run "$INSTAR" lock shop
	[ "$status" -eq 1 ]
	[[ $output == *"002_users_email.sql:2:1: error: checksum of 002_users_email changed; released steps are immutable [INS0211]"* ]]
	cmp former shop/instar.lock
}

@test "lock does not release what does not compile" {
	echo 'CREATE TABLE t(' >shop/004_broken.sql
	run "$INSTAR" lock shop
	[ "$status" -eq 1 ]
	[ ! -e shop/instar.lock ]
}

@test "two branches that add steps conflict in the lock file" {
	command -v git >/dev/null || skip "git is not there"
	git init -q -b main . && git config user.email a@example.org && git config user.name a
	"$INSTAR" lock shop && git add shop && git commit -qm one
	git checkout -qb left
	echo 'CREATE TABLE l(a);' >shop/004_left.sql
	"$INSTAR" lock shop && git add shop && git commit -qm left
	git checkout -q main
	echo 'CREATE TABLE r(a);' >shop/005_right.sql
	"$INSTAR" lock shop --gaps=warn && git add shop && git commit -qm right
	run git merge left
	[ "$status" -ne 0 ]
	run "$INSTAR" check shop
	[ "$status" -eq 1 ]
	[[ $output == *"instar.lock:5:1: error: merge conflict at line 5 [INS0214]"* ]]
}

@test "a lock file elsewhere is named with --lock, and has to be there" {
	"$INSTAR" lock shop --lock released
	[ ! -e shop/instar.lock ]
	run "$INSTAR" check shop --lock released
	[ "$output" = "3 steps proved, 3 released" ]
	run "$INSTAR" check shop --lock nowhere
	[ "$status" -eq 1 ]
	[[ $output == *"nowhere: error: cannot be read [INS0116]"* ]]
}

@test "compile holds released steps to the file, and its depfile names it" {
	"$INSTAR" compile shop -o table.c --depfile table.d
	run ! grep -q instar.lock table.d
	"$INSTAR" lock shop
	"$INSTAR" compile shop -o table.c --depfile table.d
	grep -q 'shop/instar.lock' table.d
	rm shop/003_notes.sql
	run "$INSTAR" compile shop -o other.c
	[ "$status" -eq 1 ]
	[[ $output == *"error: the released step 003_notes was removed or renamed [INS0212]"* ]]
	[ ! -e other.c ]
}

@test "what is found in the past is not told, and with --all what it is" {
	echo 'UPDATE users SET email = lower(name);' >>shop/002_users_email.sql
	run "$INSTAR" check shop --werror
	[ "$status" -eq 1 ]
	[[ $output == *": error: changes rows of users"* ]]
	"$INSTAR" lock shop
	run "$INSTAR" check shop --werror
	[ "$status" -eq 0 ]
	[ "$output" = "3 steps proved, 3 released" ]
	run "$INSTAR" check shop --all
	[ "$status" -eq 0 ]
	[[ $output == *": warning: changes rows of users"*"3 released, 1 warning" ]]
	run "$INSTAR" check shop --all --werror
	[ "$status" -eq 1 ]
}

@test "a released step's down migration that is wrong is left out" {
	printf 'DROP TABLE users;\n' >shop/003_notes.down.sql
	printf 'DROP TABLE tags;\n' >shop/004_tags.down.sql
	printf 'CREATE TABLE tags(id INTEGER PRIMARY KEY);\n' >shop/004_tags.sql
	run "$INSTAR" check shop
	[ "$status" -eq 1 ]
	[[ $output == *"[INS0305]"* ]]
	"$INSTAR" lock shop
	run "$INSTAR" check shop
	[ "$status" -eq 0 ]
	[[ $output != *INS0305* ]]
	run "$INSTAR" inventory shop
	[[ $output == *"note: down leaves table notes [INS0305]"*"the step is released: its down migration is left out"* ]]
	"$INSTAR" compile shop -o table.c
	run ! grep -q 'DROP TABLE users' table.c
	grep -q 'DROP TABLE tags' table.c
}

@test "what is found in the past comes after what is found now" {
	printf 'CREATE TABLE odd(id SERIAL PRIMARY KEY);\n' >shop/004_odd.sql
	"$INSTAR" lock shop --accept-past
	printf 'DROP TABLE odd;\n' >shop/005_gone.sql
	printf 'ALTER TABLE notes ADD COLUMN body TEXT;\n' >shop/006_again.sql
	run "$INSTAR" inventory shop
	[ "$status" -eq 1 ]
	[[ $output == *"005_gone.sql:1:12: error: "*"006_again.sql:1:"*": error: "*"004_odd.sql:1:21: note: "* ]]
}

@test "--werror keeps compile from writing" {
	echo 'UPDATE users SET email = lower(name);' >>shop/002_users_email.sql
	"$INSTAR" compile shop -o table.c
	[ -e table.c ]
	rm table.c
	run "$INSTAR" compile shop -o table.c --werror
	[ "$status" -eq 1 ]
	[ ! -e table.c ]
}

@test "--ddl-only=off says nothing, --ddl-only=error stops" {
	echo 'UPDATE users SET email = lower(name);' >>shop/002_users_email.sql
	run "$INSTAR" check shop --ddl-only=off --werror
	[ "$status" -eq 0 ]
	[ "${lines[-1]}" = "3 steps proved" ]
	run "$INSTAR" check shop --ddl-only=error
	[ "$status" -eq 1 ]
	run "$INSTAR" check shop --ddl-only=maybe
	[ "$status" -eq 64 ]
}

@test "--target-sqlite takes a version and names what is newer" {
	echo 'ALTER TABLE notes DROP COLUMN body;' >shop/004_drop.sql
	sed -i '1i -- @destructive notes.body: nobody used it' shop/004_drop.sql
	run "$INSTAR" check shop --target-sqlite 3.34
	[ "$status" -eq 1 ]
	[[ $output == *"004_drop.sql:2:1: error: DROP COLUMN needs SQLite 3.35.0; the target is 3.34.0 [INS0815]"* ]]
	run "$INSTAR" check shop --target-sqlite 3.35.0
	[[ $output != *INS0815* ]]
	for bad in 3 3.x 2.8 3.25.9 3.35.0.1 '' 3.35x; do
		run "$INSTAR" check shop "--target-sqlite=$bad"
		[ "$status" -eq 64 ]
	done
}

@test "SARIF is valid JSON with rules, results and places" {
	echo 'UPDATE users SET email = lower(name);' >>shop/002_users_email.sql
	printf 'CREATE TABLE odd(\303\251 TEXT);\n/* \303\251"\\ */CREATE INDEX i ON odd(nothing);\n' >shop/004_odd.sql
	run --separate-stderr "$INSTAR" check shop --format=sarif
	[ "$status" -eq 1 ]
	echo "$output" >log
	[ "$(jq -r .version log)" = 2.1.0 ]
	[ "$(jq '.runs | length' log)" = 1 ]
	[ "$(jq -r '.runs[0].tool.driver.name' log)" = instar ]
	[ "$(jq '.runs[0].tool.driver.rules | length' log)" -gt 60 ]
	[ "$(jq -r '.runs[0].results[] | .ruleId' log | sort -u | tr '\n' ' ')" = "INS0301 INS0811 " ]
	jq -e '.runs[0] as $r | all($r.results[]; $r.tool.driver.rules[.ruleIndex].id == .ruleId)' log
	jq -e 'all(.runs[0].results[]; .message.text != "")' log
	jq -e '.runs[0].results[] | select(.ruleId == "INS0811") | .level == "warning" and
		.locations[0].physicalLocation.artifactLocation.uri == "shop/002_users_email.sql" and
		.locations[0].physicalLocation.region.startLine == 3 and
		.locations[0].physicalLocation.region.startColumn == 8' log
	jq -e '.runs[0].results[] | select(.ruleId == "INS0301") |
		.locations[0].physicalLocation.region.startColumn == 32' log
}

@test "SARIF spells the places of odd files as URIs" {
	cp shop/001_users.sql 'shop/004_odd name%.sql'
	run --separate-stderr "$INSTAR" check shop --format=sarif
	[ "$status" -eq 1 ]
	[ "$(jq -r '.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri' <<<"$output")" = \
		shop/004_odd%20name%25.sql ]
}

@test "SARIF without a finding is a log too" {
	run --separate-stderr "$INSTAR" check shop --format=sarif
	[ "$status" -eq 0 ]
	[ "$(jq '.runs[0].results | length' <<<"$output")" = 0 ]
	run --separate-stderr "$INSTAR" compile shop -o table.c --format=sarif
	[ "$status" -eq 0 ]
	[ "$(jq -r '.version' <<<"$stderr")" = 2.1.0 ]
}

@test "explain --all prints every rule" {
	"$INSTAR" explain --all >all
	for code in INS0101 INS0201 INS0211 INS0301 INS0401 INS0501 INS0601 INS0701 INS0815; do
		grep -q "^$code (" all
	done
}

@test "retired steps have no SQL in the table, and new databases are the same" {
	"$INSTAR" compile shop -o whole.c
	"$INSTAR" compile shop -o table.c --retire-before 003_notes
	run ! grep -q 'ADD COLUMN' table.c
	grep -q 'retired = 2' table.c
	"${CC:-cc}" -std=c11 -Wall -Wextra -Wpedantic -Werror -I"$SOURCE_ROOT/runtime" -c table.c -o table.o
	"$INSTAR" migrate --dir shop --yes whole.db
	"$INSTAR" migrate --dir shop --retire-before=003_notes --yes retired.db
	sqlite3 whole.db 'SELECT name, sql FROM sqlite_master ORDER BY 1; SELECT * FROM users' >whole
	sqlite3 retired.db 'SELECT name, sql FROM sqlite_master ORDER BY 1; SELECT * FROM users' >retired
	cmp whole retired
	[ "$(sqlite3 retired.db 'SELECT id, applied_how FROM schema_migrations')" = \
		"001_users|baseline
002_users_email|baseline
003_notes|run" ]
	run "$INSTAR" status --dir shop retired.db
	[ "$status" -eq 0 ]
}

@test "a database from before the retired steps is told which release to start" {
	mkdir old
	cp shop/001_users.sql old
	"$INSTAR" migrate --dir old --yes app.db
	sqlite3 app.db "UPDATE schema_migrations SET set_name = 'shop'"
	cp app.db before.db
	run "$INSTAR" migrate --dir shop --retire-before 003_notes --yes app.db
	[ "$status" -eq 4 ]
	[[ $output == *"too old: this database is at 001_users; start release 1.1.0 first"* ]]
	run "$INSTAR" status --dir shop --retire-before 003_notes app.db
	[ "$status" -eq 4 ]
	cmp app.db before.db
	"$INSTAR" migrate --dir shop --retire-before 002_users_email --yes app.db
}

@test "retiring needs a step that is there, and rows that are the same each time" {
	run "$INSTAR" compile shop -o table.c --retire-before 003_note
	[ "$status" -eq 1 ]
	[[ $output == *"--retire-before: no step \"003_note\" [INS0816]"*'did you mean "003_notes"?'* ]]
	[ ! -e table.c ]
	echo 'INSERT INTO users(name) VALUES (hex(randomblob(4)));' >>shop/001_users.sql
	run "$INSTAR" compile shop -o table.c --retire-before 003_notes
	[ "$status" -eq 1 ]
	[[ $output == *"rows of users cannot be written down: name differs from run to run [INS0816]"* ]]
}

@test "a retired table is the same whenever it is made" {
	"$INSTAR" compile shop -o one.c --name shop --retire-before 003_notes
	"$INSTAR" compile shop -o two.c --name shop --retire-before 003_notes
	cmp one.c two.c
}

@test "a function that is not registered is named before anything is touched" {
	echo 'CREATE INDEX users_name ON users(normalize(name));' >shop/004_index.sql
	run "$INSTAR" check shop
	[ "$status" -eq 1 ]
	[[ $output == *"error: no such function: normalize [INS0814]"*"write: -- @function normalize(1)"* ]]
	sed -i '1i -- @function normalize(1)' shop/004_index.sql
	"$INSTAR" check shop
	run "$INSTAR" migrate --dir shop --yes app.db
	[ "$status" -eq 1 ]
	[[ $output == *"the migrations need the function normalize(1), which this connection does not have"* ]]
	[ "$(sqlite3 app.db 'SELECT count(*) FROM sqlite_master')" = 0 ]
}

@test "the first lock of a past with errors is refused, and lists them" {
	echo 'DELETE FROM users;' >shop/004_clear.sql
	run "$INSTAR" lock shop
	[ "$status" -eq 1 ]
	[[ $output == *"004_clear.sql:1:13: error: DELETE without WHERE empties users [INS0405]"* ]]
	[[ $output == *"instar: nothing was released; what users have run already is accepted with --accept-past" ]]
	[ ! -e shop/instar.lock ]
	run "$INSTAR" lock shop --accept-past
	[ "$status" -eq 0 ]
	[[ $output == *"004_clear.sql:1:13: note: DELETE without WHERE empties users [INS0405]"* ]]
	[[ $output == *"4 steps released, 4 new; 1 error of the past accepted" ]]
	run "$INSTAR" check shop
	[ "$status" -eq 0 ]
	[[ $output == *"4 steps proved, 4 released" ]]
}

@test "what would make the table wrong is accepted by no lock, and not offered" {
	echo 'CREATE TABLE t(' >shop/004_broken.sql
	run "$INSTAR" lock shop
	[ "$status" -eq 1 ]
	[[ $output == *"instar: nothing was released" ]]
	run "$INSTAR" lock shop --accept-past
	[ "$status" -eq 1 ]
	[[ $output == *"instar: nothing was released" ]]
	[ ! -e shop/instar.lock ]
}

@test "a later lock adds only steps that check accepts" {
	"$INSTAR" lock shop
	cp shop/instar.lock former
	echo 'DROP TABLE notes;' >shop/004_drop.sql
	run "$INSTAR" check shop
	[ "$status" -eq 1 ]
	run "$INSTAR" lock shop
	[ "$status" -eq 1 ]
	[[ $output == *"004_drop.sql:1:12: error: the rows of notes are kept nowhere else [INS0401]"* ]]
	[[ $output == *"instar: nothing was released" ]]
	cmp former shop/instar.lock
	run "$INSTAR" lock shop --accept-past
	[ "$status" -eq 1 ]
	[ "$output" = "instar: --accept-past is for the first lock, and shop/instar.lock is there: new steps have to pass check" ]
	cmp former shop/instar.lock
	sed -i '1i -- @destructive notes: nobody reads them' shop/004_drop.sql
	run "$INSTAR" lock shop
	[ "$status" -eq 0 ]
	[ "$output" = "4 steps released, 1 new" ]
}

@test "lock shows the warnings of new steps, and is not stopped by them" {
	"$INSTAR" lock shop
	echo 'CREATE UNIQUE INDEX users_email ON users(email);' >shop/004_index.sql
	run "$INSTAR" lock shop
	[ "$status" -eq 0 ]
	[[ $output == *"004_index.sql:1:42: warning: UNIQUE constraint failed: users.email [INS0507]"* ]]
	[[ $output == *"4 steps released, 1 new" ]]
	run "$INSTAR" lock shop
	[ "$output" = "4 steps released, 0 new" ]
}

@test "an edit of the past beside new steps stops the lock" {
	"$INSTAR" lock shop
	cp shop/instar.lock former
	sed -i s/email/mail/ shop/002_users_email.sql
	echo 'CREATE TABLE tags(id INTEGER PRIMARY KEY);' >shop/004_tags.sql
	run "$INSTAR" lock shop
	[ "$status" -eq 1 ]
	[[ $output == *INS0211* ]]
	cmp former shop/instar.lock
}

@test "a wrong down migration stops a lock only when its step is new" {
	printf 'DROP TABLE notes; DELETE FROM users;\n' >shop/003_notes.down.sql
	run "$INSTAR" check shop
	[ "$status" -eq 1 ]
	run "$INSTAR" lock shop
	[ "$status" -eq 0 ]
	[[ $output == *"note: DELETE without WHERE empties users [INS0311]"*"the step is released: its down migration is left out"* ]]
	[[ $output == *"3 steps released, 3 new; wrong down migrations are left out" ]]
	"$INSTAR" compile shop -o table.c
	run ! grep -q 'DELETE FROM users' table.c
	printf 'CREATE TABLE tags(id INTEGER PRIMARY KEY);\n' >shop/004_tags.sql
	printf 'DROP TABLE gone;\n' >shop/004_tags.down.sql
	run "$INSTAR" lock shop
	[ "$status" -eq 1 ]
	[[ $output == *"004_tags.down.sql:1:12: error: no such table: gone [INS0306]"* ]]
}

@test "without a lock every step counts as unreleased, and check says so" {
	run "$INSTAR" check shop
	[ "$status" -eq 0 ]
	[[ $output == *"shop: note: no instar.lock: every step counts as unreleased"* ]]
	"$INSTAR" lock shop
	run "$INSTAR" check shop
	[ "$output" = "3 steps proved, 3 released" ]
}

@test "a lock keeps the name of its set, and the other commands take it" {
	"$INSTAR" lock shop --name store
	grep -qx 'set store' shop/instar.lock
	"$INSTAR" compile shop -o table.c
	grep -q 'const instar_set store = {' table.c
	"$INSTAR" migrate --dir shop --yes app.db
	[ "$(sqlite3 app.db 'SELECT DISTINCT set_name FROM schema_migrations')" = store ]
	run "$INSTAR" compile shop -o table.c --name shop
	[ "$status" -eq 1 ]
	[[ $output == *"instar.lock:3:1: error: the set is store, not shop [INS0214]"* ]]
	echo 'CREATE TABLE tags(id INTEGER PRIMARY KEY);' >shop/004_tags.sql
	"$INSTAR" lock shop
	grep -qx 'set store' shop/instar.lock
}

@test "a lock file that cannot be written, or was cut short, stays as it is" {
	"$INSTAR" lock shop
	echo 'CREATE TABLE tags(id INTEGER PRIMARY KEY);' >shop/004_tags.sql
	head -c 200 shop/instar.lock >cut && cp cut shop/instar.lock
	run "$INSTAR" lock shop
	[ "$status" -eq 1 ]
	[[ $output == *INS0214* ]]
	cmp cut shop/instar.lock
	rm shop/instar.lock && "$INSTAR" lock shop && cp shop/instar.lock former
	echo 'CREATE TABLE more(id INTEGER PRIMARY KEY);' >shop/005_more.sql
	[ "$(id -u)" -ne 0 ] || skip "root may write everything"
	chmod 444 shop/instar.lock
	run "$INSTAR" lock shop
	[ "$status" -eq 1 ]
	[ "$output" = "instar: shop/instar.lock: cannot be written: Permission denied" ]
	cmp former shop/instar.lock
}

@test "two locks at once leave one whole file" {
	for i in 1 2 3 4 5; do
		rm -f shop/instar.lock
		"$INSTAR" lock shop 2>one & "$INSTAR" lock shop 2>two & wait
		"$INSTAR" check shop >checked 2>&1
		[ "$(cat checked)" = "3 steps proved, 3 released" ]
	done
	[ "$(ls shop | grep -c instar.lock)" -eq 1 ]
}
