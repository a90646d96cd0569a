#!/usr/bin/env bats
# identify, health and repair: what a user sees, and what a script can rely on.

bats_require_minimum_version 1.5.0

setup() {
	: "${INSTAR:?the program to test}"
	cd "$BATS_TEST_TMPDIR"
	mkdir shop
	cat >shop/001_users.sql <<-'SQL'
		CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL);
	SQL
	cat >shop/002_orders.sql <<-'SQL'
		CREATE TABLE orders(id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users(id));
		CREATE INDEX orders_user ON orders(user_id);
	SQL
	cat >shop/003_kinds.sql <<-'SQL'
		CREATE TABLE kinds(id INTEGER PRIMARY KEY, word TEXT);
		INSERT INTO kinds VALUES(1, 'plain'), (2, 'fine');
	SQL
	"$INSTAR" migrate --dir shop app.db </dev/null
	sqlite3 app.db "INSERT INTO users VALUES(1, 'Ann'), (2, 'Bob')"
}

run_command() {
	command=$1
	shift
	"$INSTAR" "$command" --dir shop "$@" </dev/null
}

# What the sqlite3 shell reads of everything but the tracking table.
content() {
	sqlite3 app.db "SELECT type, name, sql FROM sqlite_master WHERE tbl_name <> 'schema_migrations' ORDER BY 1, 2" \
		"SELECT * FROM users" "SELECT * FROM kinds"
}

@test "B1 health says of a whole database that it exists and is ready" {
	run --separate-stderr run_command health app.db
	[ "$status" -eq 0 ]
	[ -z "$stderr" ]
	[ "${lines[0]}" = "shop: exists and ready" ]
	[[ $output == *"tracking     3 of 3 steps recorded, 3 there"* ]]
	[[ $output == *"quick_check  ok"* ]]
	[[ $output == *"foreign keys ok"* ]]
	[ "${lines[-1]}" = "state        ready" ]
}

@test "B1 health says of an empty database that all is missing" {
	sqlite3 new.db "VACUUM"
	run run_command health new.db
	[ "$status" -eq 2 ]
	[ "${lines[0]}" = "shop: missing: nothing of it is there yet" ]
	[ "${lines[-1]}" = "state        pending" ]
}

@test "B2 B3 three steps recorded, two tables missing: migrate refuses with the command, repair makes them" {
	before=$(content)
	sqlite3 app.db "DROP TABLE orders; DROP TABLE kinds"
	sum=$(sha256sum <app.db)

	run --separate-stderr run_command migrate app.db
	[ "$status" -eq 3 ]
	[[ $stderr == *"3 migrations recorded, but tables orders, kinds are missing"* ]]
	[[ $stderr == *"  instar repair --dir shop "*"/app.db"* ]]
	[ "$(sha256sum <app.db)" = "$sum" ]

	run --separate-stderr run_command repair app.db
	[ "$status" -eq 0 ]
	[ -z "$stderr" ]
	[[ $output =~ "  repaired table orders: created, with 0 rows that the steps insert; other rows that were in it are lost, "[0-9]+\.[0-9]" ms" ]]
	[[ $output =~ "  repaired table kinds: created, with 2 rows that the steps insert; other rows that were in it are lost, "[0-9]+\.[0-9]" ms" ]]
	[[ $output =~ "  repaired index orders_user: created, "[0-9]+\.[0-9]" ms" ]]
	[[ $output =~ "3 repaired, 0 left, 2 steps recorded anew, "[0-9]+\.[0-9]" ms" ]]
	[ "$(content)" = "$before" ]

	run run_command health app.db
	[ "$status" -eq 0 ]
	run run_command migrate app.db
	[ "$status" -eq 0 ]
	[ "$(sqlite3 app.db "SELECT group_concat(applied_how) FROM (SELECT * FROM schema_migrations ORDER BY position)")" = \
		run,repaired,repaired ]
	run run_command history app.db
	[[ $output == *"002_orders  repaired, "* ]]
}

@test "the command that the message names is the one that works" {
	sqlite3 app.db "DROP TABLE kinds"
	run --separate-stderr run_command migrate app.db
	command=$(sed -n 's/^  instar //p' <<<"$stderr")
	[ -n "$command" ]
	"$INSTAR" $command </dev/null
	run_command status app.db
}

@test "a host names its own command" {
	"$NUKEWORKS" db migrate nuke.db </dev/null
	sqlite3 nuke.db "DROP INDEX idx_projects_status"
	run --separate-stderr "$NUKEWORKS" db migrate nuke.db </dev/null
	[ "$status" -eq 3 ]
	[[ $stderr == *"  nukeworks db repair "*"/nuke.db"* ]]
	"$NUKEWORKS" db repair nuke.db </dev/null
	"$NUKEWORKS" db health nuke.db
}

@test "migrate --repair repairs first and goes on" {
	cat >shop/004_more.sql <<-'SQL'
		CREATE TABLE more(id INTEGER PRIMARY KEY);
	SQL
	sqlite3 app.db "DROP TABLE kinds"
	run run_command migrate app.db
	[ "$status" -eq 3 ]
	run run_command migrate --repair app.db
	[ "$status" -eq 0 ]
	[[ $output =~ "  repaired table kinds: created, with 2 rows that the steps insert"[^$'\n']*", "[0-9]+\.[0-9]" ms" ]]
	[[ $output == *"  004_more ran, "* ]]
	run_command health app.db
}

@test "repair tells what it did as JSON" {
	sqlite3 app.db "DROP INDEX orders_user"
	run --separate-stderr run_command repair --json app.db
	[ "$status" -eq 0 ]
	[ -z "$stderr" ]
	jq -e '.repaired == 1 and .left == 0 and .rewritten == 1 and
		(.mends | length) == 1 and .mends[0].repaired and
		.mends[0].type == "index" and .mends[0].name == "orders_user" and
		.mends[0].text == "created" and .mends[0].id == "002_orders" and
		.mends[0].duration_us >= 0' <<<"$output"
}

@test "what cannot be repaired is left with the reason, and the status is 3" {
	sqlite3 app.db "DROP TABLE users; CREATE TABLE users(id INTEGER PRIMARY KEY);
		INSERT INTO users VALUES(1)"
	run --separate-stderr run_command repair app.db
	[ "$status" -eq 3 ]
	[[ $output == *"  left     table users: NOT NULL constraint failed: users.name"* ]]
	[[ $output == *"0 repaired, 1 left, 0 steps recorded anew, "* ]]
	run run_command repair --json app.db
	[ "$status" -eq 3 ]
	jq -e '.repaired == 0 and .left == 1 and (.mends[0].repaired | not)' <<<"$output"
	[ "$(sqlite3 app.db "SELECT count(*) FROM users")" -eq 1 ]
}

@test "a step that is partly there is finished when each statement tells whether it has run" {
	sqlite3 app.db "DELETE FROM schema_migrations WHERE position >= 2; DROP INDEX orders_user; DROP TABLE kinds"
	run run_command plan app.db
	[ "$status" -eq 3 ]
	[[ $output == *"CONFLICT  002_orders: partly applied: index orders_user is missing"* ]]
	run --separate-stderr run_command repair app.db
	[ "$status" -eq 0 ]
	run run_command status app.db
	[ "$status" -eq 2 ]
	run_command migrate app.db
	run_command health app.db
}

@test "plan explains a step that is partly there object by object" {
	sqlite3 app.db "DROP INDEX orders_user; DROP TABLE kinds; DROP TABLE orders;
		CREATE TABLE orders(id INTEGER PRIMARY KEY, user_id TEXT)"
	run run_command plan app.db
	[ "$status" -eq 3 ]
	[[ $output == *"DRIFT     002_orders: drift: recorded, but index orders_user is missing; column orders.user_id is TEXT, not INTEGER"* ]]
	[[ $output == *"DRIFT     003_kinds: drift: recorded, but table kinds is missing"* ]]
}

@test "a repair with nothing to do says so and does not touch the file" {
	sum=$(sha256sum <app.db)
	run run_command repair app.db
	[ "$status" -eq 0 ]
	[[ $output == *"nothing to repair" ]]
	[ "$(sha256sum <app.db)" = "$sum" ]
}

@test "a read-only file is not repaired, and told so" {
	sqlite3 app.db "DROP TABLE kinds"
	chmod 444 app.db
	[ "$(id -u)" -ne 0 ] || skip 'root may write to every file'
	run --separate-stderr run_command repair app.db
	[ "$status" -eq 1 ]
	[[ $stderr == *"read-only; 1 thing to repair"* ]]
}

@test "repair waits for another program, and says that it is busy" {
	sqlite3 app.db "DROP TABLE kinds"
	mkfifo orders said
	sqlite3 app.db <orders >said &
	holder=$!
	exec 8>orders 9<said
	echo "BEGIN IMMEDIATE; SELECT 'held';" >&8
	read -r word <&9
	[ "$word" = held ]
	run --separate-stderr run_command repair --busy-ms 0 app.db
	kill "$holder"
	exec 8>&- 9<&-
	[ "$status" -eq 5 ]
	[[ $stderr == *"busy for "* ]]
	run run_command repair app.db
	[ "$status" -eq 0 ]
}

@test "health shows drift both ways, and extras are no drift" {
	sqlite3 app.db "CREATE TABLE mine(a); CREATE INDEX my_names ON users(name); ALTER TABLE users ADD COLUMN nick"
	run run_command health app.db
	[ "$status" -eq 0 ]
	[ "${lines[0]}" = "shop: exists and ready" ]
	[[ $output == *"  extra    no step makes table mine"* ]]
	[[ $output == *"  extra    no step makes index my_names"* ]]
	[[ $output == *"  extra    no step makes column users.nick"* ]]
	sqlite3 app.db "DROP TABLE kinds"
	run run_command health app.db
	[ "$status" -eq 3 ]
	[ "${lines[0]}" = "shop: not ready: table kinds is missing" ]
	[[ $output == *"tracking     3 of 3 steps recorded, 2 there"* ]]
	[[ $output == *"  missing  table kinds is missing (003_kinds)"* ]]
}

@test "a table that lost a clause is told so, and nothing is stopped" {
	sqlite3 app.db "INSERT INTO orders VALUES(1, 2); CREATE TABLE o(id INTEGER, user_id INTEGER REFERENCES users(id));
		INSERT INTO o SELECT * FROM orders; DROP TABLE orders; ALTER TABLE o RENAME TO orders;
		CREATE INDEX orders_user ON orders(user_id DESC)"
	run -0 run_command identify app.db
	[[ $output == *"nearest to 003_kinds (3 of 3)"* ]]
	[[ $output == *"differs    0 missing, 2 of another shape, 0 extra"* ]]
	[[ $output == *"  other    orders: without PRIMARY KEY (id) (002_orders)"* ]]
	[[ $output == *"  other    orders_user: on orders(user_id DESC), not on orders(user_id) (002_orders)"* ]]
	run -0 run_command identify --json app.db
	jq -e '.exact == false and .other == 2 and .differences[0] == {kind: "other", type: "table",
		name: "orders", text: "orders: without PRIMARY KEY (id)", id: "002_orders"}' <<<"$output"
	run -0 run_command health app.db
	[ "${lines[0]}" = "shop: exists and ready; 2 differences of definition" ]
	[[ $output == *"differs      0 missing, 2 of another shape, 0 extra"* ]]
	[[ $output == *"  other    orders: without PRIMARY KEY (id) (002_orders)"* ]]
	run -0 run_command health --json app.db
	jq -e '.state == "ready" and .other == 2 and .drifted == 0' <<<"$output"
	run -0 run_command status app.db
	run -0 --separate-stderr run_command migrate --yes app.db
	[ -z "$stderr" ]
	run -0 --separate-stderr run_command migrate --yes --validate app.db
	[[ $stderr == *"warning: not as the steps make it: orders: without PRIMARY KEY (id)"* ]]
	run -0 run_command repair app.db
	[[ $output == *"repaired table orders: built anew with its rows"* ]]
	[[ $output == *"repaired index orders_user: had another definition: replaced"* ]]
	run -0 run_command identify app.db
	[[ $output == *"is at      003_kinds (3 of 3), exactly"* ]]
	[ "$(sqlite3 app.db "SELECT * FROM orders")" = "1|2" ]
}

@test "what base.sql makes is compared too" {
	mkdir old
	echo "CREATE TABLE p(id INTEGER PRIMARY KEY, n TEXT CHECK (n <> ''));" >old/base.sql
	echo "CREATE TABLE c(id INTEGER PRIMARY KEY, p INTEGER REFERENCES p(id));" >old/001_c.sql
	sqlite3 old.db "CREATE TABLE p(id INTEGER PRIMARY KEY, n TEXT)"
	run -0 "$INSTAR" identify --dir old old.db
	[[ $output == *"nearest to base.sql (0 of 1)"* ]]
	[[ $output == *"  other    p: without CHECK (n <> '') (base.sql)"* ]]
	run -0 "$INSTAR" migrate --yes --dir old old.db
	run -0 "$INSTAR" health --dir old old.db
	[ "${lines[0]}" = "old: exists and ready; 1 difference of definition" ]
	run -0 "$INSTAR" repair --dir old old.db
	run -0 "$INSTAR" identify --dir old old.db
	[[ $output == *"is at      001_c (1 of 1), exactly"* ]]
}

@test "what changes no behaviour is no difference" {
	sqlite3 app.db 'DROP TABLE users; CREATE TABLE IF NOT EXISTS main."users" (
		[id] integer, /* a name */ name text CONSTRAINT filled not null, primary key ("id" ASC))'
	run -0 run_command identify app.db
	[[ $output == *"is at      003_kinds (3 of 3), exactly"* ]]
	run -0 run_command health app.db
	[ "${lines[0]}" = "shop: exists and ready" ]
}

@test "health counts rows without parents and tells the first" {
	sqlite3 app.db "INSERT INTO orders VALUES(7, 99), (8, 98)"
	run run_command health app.db
	[ "$status" -eq 0 ]
	[[ $output == *"foreign keys 2 rows without a parent, the first: row 7 of orders: no such users"* ]]
	run run_command health --schema-only app.db
	[[ $output != *"foreign keys"* ]]
	[[ $output != *"quick_check"* ]]
	run run_command health --json app.db
	jq -e '.state == "ready" and .orphans == 2 and .checked and .damage == null and
		.recorded == 3 and .there == 3 and .differences == []' <<<"$output"
}

@test "health finds a damaged page" {
	sqlite3 app.db "PRAGMA page_size = 1024; VACUUM;
		INSERT INTO users SELECT value, printf('%0900d', value) FROM generate_series(10, 60)" 2>/dev/null ||
		sqlite3 app.db "WITH n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
			INSERT INTO users SELECT i, printf('%0900d', i) FROM n"
	size=$(stat -c %s app.db)
	dd if=/dev/urandom of=app.db bs=1 seek=$((size - 1500)) count=1400 conv=notrunc status=none
	run run_command health app.db
	[ "$status" -eq 1 ]
	[[ ${lines[0]} == "shop: damaged: "* || $output == *damaged* ]]
}

@test "identify finds the step from the schema alone" {
	sqlite3 app.db "DROP TABLE schema_migrations"
	run run_command identify app.db
	[ "$status" -eq 0 ]
	[[ $output == *"is at      003_kinds (3 of 3), exactly"* ]]
	[[ $output == *"recorded   0"* ]]
	sqlite3 app.db "DROP TABLE kinds"
	run run_command identify app.db
	[[ $output == *"is at      002_orders (2 of 3), exactly"* ]]
	sqlite3 app.db "DROP TABLE users; DROP TABLE orders"
	run run_command identify app.db
	[[ $output == *"is at      nothing yet (0 of 3), exactly"* ]]
}

@test "A1 identify lists tables, columns, indexes, tracking rows and drift" {
	sqlite3 app.db "DROP INDEX orders_user; CREATE TABLE mine(a TEXT)"
	run run_command identify app.db
	[ "$status" -eq 0 ]
	[[ $output == *"nearest to 003_kinds (3 of 3)"* ]]
	[[ $output == *"differs    1 missing, 0 of another shape, 1 extra"* ]]
	[[ $output == *"  missing  index orders_user is missing (002_orders)"* ]]
	[[ $output == *"  extra    no step makes table mine"* ]]
	[[ $output == *"  table    users(id INTEGER, name TEXT)"* ]]
	[[ $output == *"recorded   3"* ]]
	[[ $output == *"  001_users  run, "* ]]
	[[ $output == *"state      drift"* ]]
	run run_command identify --json app.db
	[ "$status" -eq 0 ]
	jq -e '.position == 3 and .current == "003_kinds" and (.exact | not) and
		.missing == 1 and .extra == 1 and .state == "drift" and
		([.objects[] | select(.type == "table") | .name] | index("mine")) != null and
		(.records | length) == 3 and
		(.differences[] | select(.kind == "missing") | .name) == "orders_user"' <<<"$output"
}

@test "identify reads a database that no command may touch" {
	sqlite3 app.db "INSERT INTO schema_migrations SELECT set_name, '009_x', 9, 'h', '', 'run', NULL, NULL, 0, '', NULL, 1, NULL FROM schema_migrations LIMIT 1"
	run run_command identify app.db
	[ "$status" -eq 0 ]
	[[ $output == *"is at      003_kinds (3 of 3), exactly"* ]]
	[[ $output == *"state      too new"* ]]
	run run_command health app.db
	[ "$status" -eq 4 ]
	run run_command repair app.db
	[ "$status" -eq 4 ]
}

@test "each command has its help" {
	for command in identify health repair; do
		run "$INSTAR" "$command" --help
		[ "$status" -eq 0 ]
		[[ ${lines[0]} == "Usage: instar $command --dir DIR DB"* ]]
	done
	run "$NUKEWORKS" db help
	[[ $output == *"repair"*"put back what is missing"* ]]
	[[ $output == *"--schema-only"*"(health)"* ]]
}

@test "B3 repair offers the newest backup that still has the rows of a table that was gone" {
	"$INSTAR" migrate --dir shop app.db
	sqlite3 app.db "INSERT INTO orders VALUES(7, NULL)"
	"$INSTAR" backup --dir shop app.db
	held=$(ls app.db.backup-*)
	cp "$held" "$held-2"
	sqlite3 "$held-2" "DELETE FROM orders"
	cp "$held" "$held-3"
	sqlite3 "$held-3" "DROP TABLE orders"
	printf 'no database at all, but of that name' >app.db.backup-20991231-235959
	sqlite3 app.db "DROP TABLE orders"
	run -0 --separate-stderr "$INSTAR" repair --dir shop app.db
	[[ ${lines[-1]} == "rows of orders are in the backup "*"/$held" ]]
	sqlite3 app.db "DROP TABLE orders"
	run -0 --separate-stderr "$INSTAR" repair --dir shop app.db --json
	[ "$(jq -r .lost <<< "$output")" = orders ]
	[[ "$(jq -r .backup <<< "$output")" == *"/$held" ]]
	[ "$(sqlite3 "$held" "SELECT * FROM orders")" = "7|" ]
	sqlite3 app.db "DROP TABLE orders"
	run -0 --separate-stderr "$INSTAR" migrate --repair --dir shop app.db
	[[ $stderr == *"warning: rows of orders are in the backup "*"/$held"* ]]
}

@test "repair offers nothing when no backup has the rows" {
	"$INSTAR" migrate --dir shop app.db
	"$INSTAR" backup --dir shop app.db
	sqlite3 app.db "DROP TABLE orders"
	run -0 --separate-stderr "$INSTAR" repair --dir shop app.db --json
	[ "$(jq -c '[.lost, .backup, .repaired]' <<< "$output")" = '[null,null,2]' ]
}
