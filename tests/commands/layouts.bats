#!/usr/bin/env bats
# One history in the layout of each tool: read as it is, it gives the same schema, the same
# token hashes and the same down migrations as in instar's own layout.

bats_require_minimum_version 1.5.0

setup() {
	: "${INSTAR:?the program to test}"
	export LC_ALL=C
	cd "$BATS_TEST_TMPDIR" || return
	# three steps: with a trigger, a rebuild within a pair of pragmas, and a down migration
	up=('CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL, seen INTEGER);
CREATE TRIGGER users_seen AFTER INSERT ON users
BEGIN
  UPDATE users SET seen = 0 WHERE id = new.id;
END;'
		'PRAGMA foreign_keys=OFF;
CREATE TABLE notes(
  id INTEGER PRIMARY KEY,
  user INTEGER REFERENCES users(id), -- its author; or nobody
  body TEXT DEFAULT '"'-- not a remark; no end'"'
);
CREATE INDEX notes_user ON notes(user);
PRAGMA foreign_keys=ON;'
		'ALTER TABLE users ADD COLUMN email TEXT')
	down=('DROP TABLE users;' 'DROP TABLE notes' 'ALTER TABLE users DROP COLUMN email;')
	names=(users notes email)
	plain
}

write() { # FILE TEXT...
	mkdir -p "$(dirname "$1")"
	printf '%s\n' "${@:2}" >"$1"
}

plain() {
	for i in 0 1 2; do
		write "plain/00$((i + 1))_${names[i]}.sql" "${up[i]}"
		write "plain/00$((i + 1))_${names[i]}.down.sql" "${down[i]}"
	done
}

pairs() {
	for i in 0 1 2; do
		write "pairs/$((i * 5 + 1))_${names[i]}.up.sql" "${up[i]}"
		write "pairs/$((i * 5 + 1))_${names[i]}.down.sql" "${down[i]}"
	done
}

goose() {
	for i in 0 1 2; do
		write "goose/2026010$((i + 1))120000_${names[i]}.sql" '-- +goose Up' \
			'-- +goose StatementBegin' "${up[i]}" '-- +goose StatementEnd' \
			'' '-- +goose Down' "${down[i]}"
	done
}

dbmate() {
	for i in 0 1 2; do
		write "dbmate/2026010$((i + 1))120000_${names[i]}.sql" '-- migrate:up' "${up[i]}" \
			'' '-- migrate:down' "${down[i]}"
	done
}

flyway() {
	for i in 0 1 2; do
		write "flyway/V1.$((i * 5 + 1))__${names[i]}.sql" "${up[i]}"
		write "flyway/U1.$((i * 5 + 1))__${names[i]}.sql" "${down[i]}"
	done
}

diesel() {
	for i in 0 1 2; do
		write "diesel/2026-01-0$((i + 1))-120000_${names[i]}/up.sql" "${up[i]}"
		write "diesel/2026-01-0$((i + 1))-120000_${names[i]}/down.sql" "${down[i]}"
	done
}

# A breakpoint after every statement, whether it has its semicolon or not.
drizzle() {
	local entries=
	for i in 0 1 2; do
		write "drizzle/000${i}_${names[i]}.sql" "$(sed \
			-e 's/^\(END\|);\|PRAGMA.*\|.*(user)\);*$/&--> statement-breakpoint/' \
			-e 's/^END;/END/' <<< "${up[i]}")"
		entries+="${entries:+,}{\"idx\": $i, \"when\": $((i + 1700000000000)),
			\"tag\": \"000${i}_${names[i]}\", \"breakpoints\": true}"
	done
	write drizzle/meta/_journal.json \
		"{\"version\": \"7\", \"dialect\": \"sqlite\", \"entries\": [$entries]}"
	write drizzle/meta/0000_snapshot.json '{}'
}

prisma() {
	for i in 0 1 2; do
		write "prisma/2026010$((i + 1))120000_${names[i]}/migration.sql" "${up[i]}"
	done
	write prisma/migration_lock.toml '# kept by prisma' 'provider = "sqlite"'
}

layouts='pairs goose dbmate flyway diesel drizzle prisma'

# Ids apart, hashes of the statements, in their order.
hashes() {
	"$INSTAR" lock "$1" --lock "$1.lock" 2>err || { cat err; return 1; }
	sed -n 's/^[^#].* \([0-9a-f]\{64\}\)$/\1/p' "$1.lock"
}

@test "a history in another tool's layout is the same history" {
	hashes plain >wanted
	[ "$(wc -l <wanted)" -eq 3 ]
	for layout in $layouts; do
		"$layout"
		hashes "$layout" >got
		diff -u wanted got || { echo "$layout"; return 1; }
	done
}

@test "a database migrated from it has the same schema" {
	"$INSTAR" migrate --yes --dir plain wanted.db
	sqlite3 wanted.db .schema | grep -v schema_migrations >wanted
	grep -q email wanted
	for layout in $layouts; do
		"$layout"
		"$INSTAR" migrate --yes --dir "$layout" "$layout.db"
		sqlite3 "$layout.db" .schema | grep -v schema_migrations | diff -u wanted -
	done
}

@test "its down migrations are proved" {
	for layout in pairs goose dbmate flyway diesel; do
		"$layout"
		"$INSTAR" check "$layout"
		[ "$("$INSTAR" inventory "$layout" --json | jq -c '[.migrations[].down]')" \
			= '[1,1,1]' ]
		down=('DROP TABLE users;' 'DROP TABLE nots;' 'ALTER TABLE users DROP COLUMN email;')
		"$layout"
		run "$INSTAR" check "$layout"
		[ "$status" -eq 1 ]
		[[ $output == *'INS0306'* ]]
		[[ $output == *'DROP TABLE nots'* ]]
		down[1]='DROP TABLE notes'
	done
}

@test "ids are the names without what only the tool needs" {
	for layout in $layouts; do
		"$layout"
		"$INSTAR" migrate --yes --dir "$layout" "$layout.db" >out
		sqlite3 "$layout.db" "SELECT id FROM schema_migrations ORDER BY position LIMIT 2"
	done >ids
	diff -u - ids <<-'END'
		1_users
		6_notes
		20260101120000_users
		20260102120000_notes
		20260101120000_users
		20260102120000_notes
		1.1__users
		1.6__notes
		2026-01-01-120000_users
		2026-01-02-120000_notes
		0000_users
		0001_notes
		20260101120000_users
		20260102120000_notes
	END
}

@test "the inventory tells a step's version as its tool writes it" {
	for layout in plain $layouts; do
		"$layout"
		"$INSTAR" inventory "$layout" --json 2>err | jq -r '.migrations[1].version'
	done >versions
	diff -u - versions <<-'END'
		null
		6
		20260102120000
		20260102120000
		1.6
		20260102120000
		1700000000001
		20260102120000_notes
	END
}

@test "a folder without its file, a journal without its file: told by check" {
	diesel
	mkdir diesel/2026-01-04-120000_later
	run "$INSTAR" check diesel
	[ "$status" -eq 1 ]
	[[ $output == *'diesel/2026-01-04-120000_later: error: no up.sql in it [INS0115]'* ]]
	[[ $output == *'write 2026-01-04-120000_later/up.sql, or remove the folder'* ]]
	drizzle
	rm drizzle/0002_email.sql
	run "$INSTAR" check drizzle
	[ "$status" -eq 1 ]
	[[ $output == *'drizzle/meta/_journal.json:'*': error: no file 0002_email.sql [INS0217]'* ]]
}

@test "released steps are held to their text in every layout" {
	for layout in $layouts; do
		"$layout"
		"$INSTAR" lock "$layout"
		[ "$(wc -l <"$layout/instar.lock")" -eq 5 ]
		"$INSTAR" check "$layout"
		up[0]=${up[0]/seen INTEGER/seen TEXT}
		"$layout"
		run "$INSTAR" check "$layout"
		[ "$status" -eq 1 ]
		[[ $output == *'INS0211'* ]]
		up[0]=${up[0]/seen TEXT/seen INTEGER}
	done
}

@test "a mistake is shown where it is in the file" {
	up[2]='ALTER TABLE user ADD COLUMN email TEXT'
	goose
	run "$INSTAR" check goose
	[ "$status" -eq 1 ]
	[[ $output == *'goose/20260103120000_email.sql:3:13: error: no such table: user'* ]]
	[[ $output == *$'\n  ALTER TABLE user ADD COLUMN email TEXT\n'* ]]
}

@test "the mark to write is the tool's own" {
	for tool in goose migrate; do
		write $tool/001_a.sql "-- +$tool Up" "-- +$tool StatementBegin" 'SELECT 1;'
		run "$INSTAR" check $tool
		[ "$status" -eq 1 ]
		[[ $output == *"help: write -- +$tool StatementEnd after the statement's semicolon"* ]]
		write $tool/001_a.sql "-- +$tool Up" 'SELECT 1;' "-- +$tool StatementEnd"
		run "$INSTAR" check $tool
		[[ $output == *"help: write -- +$tool StatementBegin before the statement, or remove this line"* ]]
		write $tool/001_a.sql "-- +$tool Up" "-- +$tool StatementBegin" \
			"-- +$tool StatementBegin" 'SELECT 1;' "-- +$tool StatementEnd"
		run "$INSTAR" check $tool
		[[ $output == *"help: write -- +$tool StatementEnd before it"* ]]
	done
}

@test "a compiled history is the same bytes twice, and names files of folders" {
	diesel
	"$INSTAR" compile diesel -o one.c --name shop --depfile one.d
	"$INSTAR" compile diesel -o two.c --name shop
	cmp one.c two.c
	grep -q '/\* 2026-01-01-120000_users/up.sql:1 \*/' one.c
	grep -qF 'diesel/2026-01-03-120000_email \' one.d
	grep -q 'diesel/2026-01-03-120000_email/down.sql' one.d
	"${CC:-cc}" -std=c11 -Wall -Wextra -Wpedantic -Werror -I"$SOURCE_ROOT/runtime" \
		-c one.c -o one.o
}

@test "a repeatable migration is refused with what to write instead" {
	flyway
	write flyway/R__names.sql 'CREATE VIEW names AS SELECT name FROM users;'
	run "$INSTAR" check flyway
	[ "$status" -eq 1 ]
	[[ $output == *'flyway/R__names.sql: error: '*'[INS0218]'* ]]
	[[ $output == *'V3__views.sql'* ]]
}

@test "old/ is an archive in every layout" {
	for layout in $layouts; do
		"$layout"
		hashes "$layout" >wanted
		cp -r "$layout" copy
		mv copy "$layout/old"
		write "$layout/old/9_x.sql" 'DROP TABLE users;'
		hashes "$layout" | diff -u wanted -
	done
}
