#!/usr/bin/env bats
# base.sql: what was there before the first step, in the build and in the field.

bats_require_minimum_version 1.5.0

setup() {
	: "${INSTAR:?the program to test}"
	cd "$BATS_TEST_TMPDIR"
	mkdir shop
	cat >shop/base.sql <<-'SQL'
		CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL);
		CREATE TABLE notes(
			id INTEGER PRIMARY KEY,
			user_id INTEGER NOT NULL REFERENCES users(id)
		);
		CREATE INDEX notes_user ON notes(user_id);
		INSERT INTO users VALUES (1, 'root');
	SQL
	echo 'CREATE TABLE tags(id INTEGER PRIMARY KEY);' >shop/001_tags.sql
	echo 'DROP TABLE tags;' >shop/001_tags.down.sql
	echo 'ALTER TABLE users ADD COLUMN mail TEXT;' >shop/002_mail.sql
	echo 'ALTER TABLE users DROP COLUMN mail;' >shop/002_mail.down.sql
}

schema() {
	sqlite3 "$1" "SELECT sql FROM sqlite_master WHERE name <> 'schema_migrations' ORDER BY name"
}

# A database as plain SQL makes it, with rows of a user.
old() {
	sqlite3 "$1" <shop/base.sql
	sqlite3 "$1" "INSERT INTO users VALUES (7, 'ann'); INSERT INTO notes VALUES (1, 7)"
}

@test "a new database gets base.sql first, and no record of it" {
	run "$INSTAR" migrate --dir shop --yes new.db
	[ "$status" -eq 0 ]
	[[ $output == *"RUN       base.sql: nothing is there yet"*"RUN       001_tags: not recorded and not there"* ]]
	for file in shop/base.sql shop/001_tags.sql shop/002_mail.sql; do
		sqlite3 plain.db <"$file"
	done
	[ "$(schema new.db)" = "$(schema plain.db)" ]
	[ "$(sqlite3 new.db 'SELECT * FROM users')" = "1|root|" ]
	[ "$(sqlite3 new.db 'SELECT id, position FROM schema_migrations')" = "001_tags|1
002_mail|2" ]
	run "$INSTAR" status --dir shop new.db
	[ "$status" -eq 0 ]
	run "$INSTAR" identify --dir shop new.db
	[[ $output == *"is at      002_mail (2 of 2), exactly"* ]]
}

@test "a database that has it is at base.sql, and goes on from there" {
	old app.db
	run "$INSTAR" status --dir shop app.db
	[ "$status" -eq 2 ]
	[[ $output == *"at         base.sql (0 of 2)"* ]]
	run "$INSTAR" identify --dir shop app.db
	[[ $output == *"is at      base.sql (0 of 2), exactly"* ]]
	run "$INSTAR" health --dir shop app.db
	[[ $output == *"shop: exists; 2 steps pending"* ]]
	run "$INSTAR" plan --dir shop app.db
	[ "$status" -eq 2 ]
	[[ $output != *"base.sql"* ]]
	"$INSTAR" migrate --dir shop --yes app.db
	[ "$(sqlite3 app.db 'SELECT id, name FROM users ORDER BY id')" = "1|root
7|ann" ]
	run "$INSTAR" health --dir shop app.db
	[ "$status" -eq 0 ]
}

@test "what is missing of it is drift, and is repaired without a record" {
	old app.db
	sqlite3 app.db 'DROP TABLE notes'
	cp app.db before.db
	run "$INSTAR" status --dir shop app.db
	[ "$status" -eq 3 ]
	[[ $output == *"drift: base.sql comes before the first step, but table notes is missing"* ]]
	run "$INSTAR" plan --dir shop app.db
	[ "$status" -eq 3 ]
	[[ $output == *"DRIFT     base.sql: comes before the first step, but table notes is missing"* ]]
	[ "$("$INSTAR" plan --dir shop --json app.db | jq -r '.base + " " + (.drifted | tostring)')" = "DRIFT 1" ]
	run "$INSTAR" migrate --dir shop --yes app.db
	[ "$status" -eq 3 ]
	[[ $output == *"instar: base.sql comes before the first step, but table notes is missing"* ]]
	cmp app.db before.db
	run "$INSTAR" repair --dir shop --yes app.db
	[ "$status" -eq 0 ]
	[[ $output == *"repaired table notes: created"*"repaired index notes_user: created"*"2 repaired, 0 left, 0 steps recorded anew"* ]]
	"$INSTAR" migrate --dir shop --yes app.db
	[ "$(sqlite3 app.db 'SELECT id, applied_how FROM schema_migrations')" = "001_tags|run
002_mail|run" ]
}

@test "a file with other tables is no new database" {
	sqlite3 app.db 'CREATE TABLE stranger(a)'
	cp app.db before.db
	run "$INSTAR" migrate --dir shop --yes app.db
	[ "$status" -eq 3 ]
	[[ $output == *"but tables users, notes are missing"* ]]
	cmp app.db before.db
}

@test "beside another set in the file it is new" {
	mkdir first
	echo 'CREATE TABLE firsts(a);' >first/001_firsts.sql
	"$INSTAR" migrate --dir first --yes app.db
	run "$INSTAR" migrate --dir shop --yes app.db
	[ "$status" -eq 0 ]
	[[ $output == *"RUN       base.sql: nothing is there yet"* ]]
	"$INSTAR" status --dir first app.db
	"$INSTAR" status --dir shop app.db
}

@test "what goes missing later is drift of base.sql" {
	"$INSTAR" migrate --dir shop --yes app.db
	sqlite3 app.db 'DROP INDEX notes_user'
	run "$INSTAR" migrate --dir shop --yes app.db
	[ "$status" -eq 3 ]
	[[ $output == *"base.sql comes before the first step, but index notes_user is missing"* ]]
	run "$INSTAR" migrate --dir shop --repair --yes app.db
	[ "$status" -eq 0 ]
	[[ $output == *"repaired index notes_user: created"* ]]
}

@test "rollback goes back to base.sql, and no further" {
	"$INSTAR" migrate --dir shop --yes app.db
	run "$INSTAR" rollback --dir shop --to 0 --yes app.db
	[ "$status" -eq 0 ]
	[[ $output == *"2 steps back to base.sql"*"2 steps rolled back in "*"; at base.sql" ]]
	[ "$(sqlite3 app.db 'SELECT name FROM users')" = root ]
	"$INSTAR" migrate --dir shop --yes app.db
}

@test "with retired steps a new database is the same, and one at base.sql too old" {
	"$INSTAR" compile shop -o table.c --retire-before 002_mail
	"$INSTAR" migrate --dir shop --yes whole.db
	"$INSTAR" migrate --dir shop --retire-before=002_mail --yes retired.db
	[ "$(schema whole.db)" = "$(schema retired.db)" ]
	old app.db
	run "$INSTAR" migrate --dir shop --retire-before=002_mail --yes app.db
	[ "$status" -eq 4 ]
	[[ $output == *"too old: this database is at base.sql"* ]]
}

@test "a first step outside a transaction comes after base.sql" {
	printf -- '-- @transaction none\nCREATE INDEX IF NOT EXISTS users_name ON users(name);\n' >shop/001_tags.sql
	rm shop/001_tags.down.sql
	run "$INSTAR" migrate --dir shop --yes app.db
	[ "$status" -eq 0 ]
	[ "$(sqlite3 app.db "SELECT count(*) FROM sqlite_master WHERE name IN ('users', 'users_name')")" -eq 2 ]
}

@test "its text is part of the lock, but for its clothes" {
	"$INSTAR" lock shop
	[ "$(sed -n '2p' shop/instar.lock)" = "format 2" ]
	[ "$(grep -c '^base [0-9a-f]\{64\}$' shop/instar.lock)" -eq 1 ]
	cp shop/instar.lock former
	sed -i 's/CREATE TABLE users/create  table users/; 1i -- as release 1 made it' shop/base.sql
	run "$INSTAR" lock shop
	[ "$output" = "2 steps released, 0 new" ]
	cmp former shop/instar.lock
	sed -i 's/name TEXT NOT NULL/name TEXT/' shop/base.sql
	run "$INSTAR" check shop
	[ "$status" -eq 1 ]
	[[ $output == *"error: checksum of base.sql changed; it is as immutable as released steps [INS0211]"* ]]
}

@test "the depfile, the inventory and new know it" {
	"$INSTAR" compile shop -o table.c --depfile table.d
	grep -q 'shop/base.sql' table.d
	grep -q '/\* base.sql:1 \*/' table.c
	run "$INSTAR" inventory shop
	[[ $output == "base.sql  (before the first step)
  makes table users"*"001_tags"* ]]
	[ "$("$INSTAR" inventory shop --json | jq -r '.base.makes[0]')" = "table users" ]
	run "$INSTAR" new shop phone --template add-column --table users
	[ "$status" -eq 0 ]
	grep -q 'ALTER TABLE "users" ADD COLUMN phone' shop/003_phone.sql
}

@test "every layout may have one" {
	mkdir pairs goose diesel drizzle drizzle/meta diesel/2026-01-31-120000_tags
	echo 'ALTER TABLE users ADD COLUMN mail TEXT;' | tee pairs/1_mail.up.sql \
		diesel/2026-01-31-120000_tags/up.sql drizzle/0000_mail.sql >goose/part
	{ echo '-- +goose Up'; cat goose/part; } >goose/00001_mail.sql
	rm goose/part
	echo '{"version": "6", "dialect": "sqlite", "entries": [{"idx": 0, "when": 1, "tag": "0000_mail"}]}' >drizzle/meta/_journal.json
	for layout in pairs goose diesel drizzle; do
		cp shop/base.sql "$layout"
		"$INSTAR" compile "$layout" -o table.c
		grep -q 'base.sql:1' table.c
		"$INSTAR" migrate --dir "$layout" --yes "$layout.db"
		[ "$(sqlite3 "$layout.db" 'SELECT name, mail FROM users')" = "root|" ]
	done
}

@test "an edit of base.sql does not pass for the same table" {
	"$INSTAR" compile shop -o one.c --name shop
	sed -i "s/'root'/'admin'/" shop/base.sql
	"$INSTAR" compile shop -o two.c --name shop
	[ "$(grep digest one.c | tail -1)" != "$(grep digest two.c | tail -1)" ]
}

@test "users may have any state of it" {
	"$INSTAR" fixtures shop -o states
	grep -q '^000_empty.db	-	nothing is there	current	0$' states/fixtures.tsv
	grep -q '^000_base.db	-	what base.sql makes, and no records	current	0$' states/fixtures.tsv
	[ "$(sqlite3 states/000_empty.db 'SELECT count(*) FROM sqlite_master')" -eq 0 ]
	for name in 000_empty 000_base; do
		"$INSTAR" migrate --dir shop --yes "states/$name.db"
	done
	run "$INSTAR" migrate --dir shop --yes states/002_without_index_notes_user.db
	[ "$status" -eq 3 ]
}
