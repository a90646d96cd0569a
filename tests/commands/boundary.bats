#!/usr/bin/env bats
# Steps with foreign keys on, outside a transaction, and with calls of the program: as the
# author of a history meets them, and as its user does.

bats_require_minimum_version 1.5.0

setup() {
	: "${INSTAR:?the program to test}" "${BUILD_ROOT:?}" "${SOURCE_ROOT:?}"
	cd "$BATS_TEST_TMPDIR"
	mkdir shop
	cat >shop/001_users.sql <<-'SQL'
		CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
		CREATE TABLE notes(id INTEGER PRIMARY KEY,
			user_id INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE);
		CREATE INDEX notes_user ON notes(user_id);
	SQL
}

rebuild() {
	printf '%s\n' "$@"
	cat <<-'SQL'
		CREATE TABLE users_new(id INTEGER PRIMARY KEY, name TEXT, born TEXT);
		INSERT INTO users_new(id, name) SELECT id, name FROM users;
		DROP TABLE users;
		ALTER TABLE users_new RENAME TO users;
	SQL
}

fold_step() {
	cat >shop/002_fold.sql <<-'SQL'
		ALTER TABLE users ADD COLUMN folded TEXT;
		-- @call shop_fold
		CREATE INDEX users_folded ON users(folded);
	SQL
}

# A program that links the table and, with an argument, the function that it calls.
program() {
	cat >main.c <<-'C'
		#include <instar_cli.h>
		#include <stdio.h>
		INSTAR_SET(shop);
		#ifdef FOLD
		instar_call shop_fold;
		int shop_fold(sqlite3 *db, void *context)
		{
			puts(context);
			return sqlite3_exec(db, "UPDATE users SET folded = lower(name)",
				NULL, NULL, NULL);
		}
		#endif
		int main(int count, char **arguments)
		{
			struct instar_cli cli = { .set = &shop, .program = "app",
				.context = "folding" };
			return instar_cli(&cli, count, arguments);
		}
	C
	cc -std=c11 -Wall -Wextra -Werror "$@" -I"$SOURCE_ROOT/runtime" -o app main.c shop.c \
		"$BUILD_ROOT/runtime/libinstar-cli.a" "$BUILD_ROOT/runtime/libinstar.a" -lsqlite3
}

@test "a rebuild under enforcement that empties a child table does not compile" {
	rebuild '-- @foreign_keys on' >shop/002_rebuild.sql
	run "$INSTAR" compile shop -o shop.c
	[ "$status" -eq 1 ]
	[[ "$output" == *'002_rebuild.sql:4:12: error: DROP TABLE with foreign keys on empties notes [INS0415]'* ]]
	[[ "$output" == *'notes: 5 rows before, 0 after; with enforcement off 5 after'* ]]
	[[ "$output" == *'leave out @foreign_keys on'* ]]
	[ ! -e shop.c ]
	run "$INSTAR" explain INS0415
	[[ "$output" == *'PRAGMA defer_foreign_keys does not help'* ]]
}

@test "the same rebuild without the annotation keeps the children of a user" {
	rebuild 'PRAGMA foreign_keys = ON;' >shop/002_rebuild.sql
	sqlite3 app.db <shop/001_users.sql
	sqlite3 app.db "INSERT INTO users VALUES (1, 'Ann'); INSERT INTO notes VALUES (1, 1), (2, 1)"
	"$INSTAR" migrate --dir shop app.db
	[ "$(sqlite3 app.db 'SELECT count(*) FROM notes')" -eq 2 ]
}

@test "VACUUM is refused with the way to do it, and that way works" {
	printf 'VACUUM;\n' >shop/002_vacuum.sql
	run "$INSTAR" check shop
	[ "$status" -eq 1 ]
	[[ "$output" == *'INS0803'* ]]
	[[ "$output" == *'-- @transaction none'* ]]
	printf -- '-- @transaction none\nPRAGMA journal_mode = WAL;\nPRAGMA auto_vacuum = FULL;\nVACUUM;\n' >shop/002_vacuum.sql
	"$INSTAR" check shop
	run "$INSTAR" migrate --dir shop app.db
	[ "$status" -eq 0 ]
	[[ "$output" == *'002_vacuum ran'* ]]
	[[ "$output" == *'2 run, 0 recorded'* ]]
	[ "$(sqlite3 app.db 'PRAGMA journal_mode; PRAGMA auto_vacuum')" = "$(printf 'wal\n1')" ]
	run "$INSTAR" status --dir shop app.db
	[ "$status" -eq 0 ]
}

@test "a failure after a boundary says what stays, and the next start goes on" {
	printf -- '-- @transaction none\nVACUUM;\n' >shop/002_vacuum.sql
	printf "CREATE UNIQUE INDEX users_name ON users(name);\n" >shop/003_names.sql
	sqlite3 app.db <shop/001_users.sql
	sqlite3 app.db "INSERT INTO users(name) VALUES ('Ann'), ('Ann')"
	run "$INSTAR" migrate --dir shop app.db
	[ "$status" -eq 1 ]
	[[ "$output" == *'UNIQUE constraint failed: users.name (rows id 1, id 2 of users); the steps up to 002_vacuum stay'* ]]
	[[ "$output" != *'nothing was changed'* ]]
	run "$INSTAR" status --dir shop app.db
	[ "$status" -eq 2 ]
	sqlite3 app.db "DELETE FROM users WHERE id = 2"
	"$INSTAR" migrate --dir shop app.db
	[ "$(sqlite3 app.db 'SELECT group_concat(id) FROM schema_migrations')" = 001_users,002_vacuum,003_names ]
}

@test "a released step keeps how it runs" {
	printf -- '-- @transaction none\nREINDEX;\n' >shop/002_reindex.sql
	"$INSTAR" lock shop
	"$INSTAR" check shop
	printf 'REINDEX;\n' >shop/002_reindex.sql
	run "$INSTAR" check shop
	[ "$status" -eq 1 ]
	[[ "$output" == *'002_reindex'* ]]
}

@test "a function that the program lacks fails at link time" {
	fold_step
	"$INSTAR" compile shop -o shop.c --name shop
	run program
	[ "$status" -ne 0 ]
	[[ "$output" == *'shop_fold'* ]]
}

@test "the program's function runs inside the step" {
	fold_step
	"$INSTAR" compile shop -o shop.c --name shop
	program -DFOLD
	sqlite3 app.db <shop/001_users.sql
	sqlite3 app.db "INSERT INTO users VALUES (1, 'Ann')"
	run ./app migrate app.db
	[ "$status" -eq 0 ]
	[[ "$output" == *'folding'* ]]
	[ "$(sqlite3 app.db 'SELECT folded FROM users')" = ann ]
	run ./app migrate app.db
	[[ "$output" != *'folding'* ]]
}

@test "instar itself, which has no such function, touches nothing" {
	fold_step
	sqlite3 app.db <shop/001_users.sql
	cp app.db before.db
	run "$INSTAR" migrate --dir shop app.db
	[ "$status" -eq 1 ]
	[[ "$output" == *'step 002_fold calls shop_fold of the program: migrate with the program itself'* ]]
	cmp app.db before.db
}

@test "what cannot be written as a script is not retired" {
	fold_step
	printf 'CREATE TABLE tags(id INTEGER PRIMARY KEY);\n' >shop/003_tags.sql
	run "$INSTAR" check shop --retire-before 003_tags
	[ "$status" -eq 1 ]
	[[ "$output" == *'002_fold calls shop_fold of the program'* ]]
	printf -- '-- @transaction none\nPRAGMA auto_vacuum = FULL;\nVACUUM;\n' >shop/002_fold.sql
	run "$INSTAR" check shop --retire-before 003_tags
	[ "$status" -eq 1 ]
	[[ "$output" == *'002_fold sets auto_vacuum of the file'* ]]
	printf -- '-- @transaction none\nVACUUM;\n' >shop/002_fold.sql
	"$INSTAR" compile shop -o shop.c --name shop --retire-before 003_tags
	"$INSTAR" check shop --retire-before 003_tags
}

@test "a new database without the retired steps has what enforcement left" {
	cat >shop/002_rows.sql <<-'SQL'
		INSERT INTO users VALUES (1, 'root'), (2, 'gone');
		INSERT INTO notes VALUES (1, 1), (2, 2);
	SQL
	cat >shop/003_closed.sql <<-'SQL'
		-- @foreign_keys on
		-- @destructive users, notes: what closed accounts wrote goes with them
		DELETE FROM users WHERE name = 'gone';
	SQL
	printf 'CREATE TABLE tags(id INTEGER PRIMARY KEY);\n' >shop/004_tags.sql
	"$INSTAR" migrate --dir shop whole.db
	[ "$(sqlite3 whole.db 'SELECT group_concat(id) FROM notes')" = 1 ]
	"$INSTAR" compile shop -o shop.c --name shop --retire-before 004_tags
	program
	./app migrate retired.db
	[ "$(sqlite3 retired.db 'SELECT group_concat(id) FROM notes')" = 1 ]
	[ "$(sqlite3 retired.db 'SELECT group_concat(DISTINCT applied_how) FROM schema_migrations')" = baseline,run ]
}

@test "the inventory tells how a step runs" {
	printf -- '-- @transaction none\nVACUUM;\n' >shop/002_vacuum.sql
	printf -- '-- @foreign_keys on\nCREATE TABLE tags(id INTEGER PRIMARY KEY);\n' >shop/003_tags.sql
	run "$INSTAR" inventory shop
	[[ "$output" == *'1 statement, 0 guarded; down migration: none; outside a transaction'* ]]
	[[ "$output" == *'down migration: none; foreign keys on'* ]]
	"$INSTAR" inventory --json shop 2>messages >list
	[ "$(jq -c '[.. | objects | select(.id?) | [.transaction, .foreign_keys]]' list)" = '[[null,null],[false,null],[null,true]]' ]
}
