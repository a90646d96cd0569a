#!/usr/bin/env bats
# Backups, restore and rows at stake, as a user of the commands meets them.

bats_require_minimum_version 1.5.0

setup() {
	: "${INSTAR:?the program to test}"
	cd "$BATS_TEST_TMPDIR"
	mkdir shop
	echo 'CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
		CREATE TABLE legacy(id INTEGER PRIMARY KEY, words TEXT);' >shop/001_users.sql
	migrate app.db >/dev/null
	sqlite3 app.db "INSERT INTO users VALUES(1, 'Ann'), (2, 'Bob');
		INSERT INTO legacy VALUES(1, 'a'), (2, 'b'), (3, 'c');"
}

migrate() { "$INSTAR" migrate --dir shop "$@" </dev/null; }
backup() { "$INSTAR" backup --dir shop "$@" </dev/null; }
restore() { "$INSTAR" restore --dir shop "$@" </dev/null; }
dump() { sqlite3 "$1" .dump; }
backups() { ls | grep -c '^app\.db\.backup-' || true; }

add_column() { echo 'ALTER TABLE users ADD COLUMN email TEXT;' >shop/002_email.sql; }
drop_legacy() {
	printf -- '-- @destructive legacy: nobody reads it\nDROP TABLE legacy;\n' >shop/002_no_legacy.sql
}

@test "E3: migrate makes a backup first and says where it is" {
	before=$(dump app.db)
	add_column
	run --separate-stderr migrate app.db
	[ "$status" -eq 0 ]
	[[ $output =~ $'\n'"backup "([^$'\n']*)$'\n' ]]
	made=${BASH_REMATCH[1]}
	[[ $made =~ /app\.db\.backup-20[0-9]{6}-[0-9]{6}$ ]]
	[ "$(dump "$made")" = "$before" ]
	[ "$(stat -c %a "$made")" = 600 ]
}

@test "migrate --json names its backup" {
	add_column
	run --separate-stderr migrate app.db --json
	[ "$status" -eq 0 ]
	[ -f "$(jq -r .backup <<<"$output")" ]
	[ "$(jq -c .at_stake <<<"$output")" = '[]' ]
}

@test "E3: --no-backup makes none, and --keep limits how many stay" {
	add_column
	migrate app.db --no-backup
	[ "$(backups)" -eq 0 ]
	for i in 1 2 3 4; do
		backup app.db --keep 2
	done
	[ "$(backups)" -eq 2 ]
	run -64 migrate app.db --keep 0
	[[ $output == *"--keep needs a number of backups, at least 1, not 0" ]]
}

@test "backups go where --backup-dir says, unless others could write there" {
	add_column
	mkdir safe open
	chmod 777 open
	run migrate app.db --backup-dir open
	[ "$status" -eq 1 ]
	[[ $output == *"the backup directory open is refused: everybody may write there"* ]]
	migrate app.db --backup-dir safe
	[ "$(backups)" -eq 0 ]
	[ "$(ls safe | wc -l)" -eq 1 ]
}

@test "backup copies the database and tells the name" {
	run --separate-stderr backup app.db
	[ "$status" -eq 0 ]
	[[ $output == "backup "*"/app.db.backup-20"* ]]
	[ "$(dump "${output#backup }")" = "$(dump app.db)" ]
	run --separate-stderr backup app.db --output other.db --json
	[ "$(jq -r .backup <<<"$output")" = other.db ]
	[ "$(dump other.db)" = "$(dump app.db)" ]
}

@test "backup never overwrites a file" {
	echo dear >mine
	run backup app.db --output mine
	[ "$status" -eq 1 ]
	[[ $output == *"mine is there already; nothing was overwritten"* ]]
	[ "$(cat mine)" = dear ]
}

@test "backup of no database makes none" {
	run backup nothing.db
	[ "$status" -eq 1 ]
	[[ $output == *"no database at nothing.db"* ]]
	[ ! -e nothing.db ]
}

@test "E5: restore brings back what a backup holds, and keeps what was there" {
	backup app.db --output saved.db
	before=$(dump app.db)
	sqlite3 app.db 'DELETE FROM users'
	present=$(dump app.db)
	run --separate-stderr restore app.db --from saved.db --yes
	[ "$status" -eq 0 ]
	[ "${lines[1]}" = "restored saved.db" ]
	[ "$(dump app.db)" = "$before" ]
	[ "$(dump "${lines[0]#backup }")" = "$present" ]
}

@test "restore --json tells both files" {
	backup app.db --output saved.db
	run --separate-stderr restore app.db --from saved.db --yes --json
	[ "$status" -eq 0 ]
	[ "$(jq -r .restored <<<"$output")" = saved.db ]
	[ -f "$(jq -r .backup <<<"$output")" ]
}

@test "restore wants --yes where nobody can be asked, and --from always" {
	backup app.db --output saved.db
	before=$(dump app.db)
	run restore app.db --from saved.db
	[ "$status" -eq 1 ]
	[[ $output == *"restore replaces what is in "*"/app.db; give --yes if that is meant" ]]
	run -64 restore app.db --yes
	[[ $output == *"the backup is missing: give --from FILE"* ]]
	[ "$(dump app.db)" = "$before" ]
	[ "$(backups)" -eq 0 ]
}

@test "restore of another program's file needs --force" {
	sqlite3 other.db 'CREATE TABLE strange(a)'
	run restore app.db --from other.db --yes
	[ "$status" -eq 1 ]
	[[ $output == *"other.db has no records of the set shop"*"--force"* ]]
	restore app.db --from other.db --yes --force
	[ "$(sqlite3 app.db '.tables strange')" = strange ]
}

@test "a damaged database names its newest backup, and restore --force brings it back" {
	backup app.db
	before=$(dump app.db)
	head -c 400 /dev/zero | tr '\0' x | dd of=app.db conv=notrunc status=none
	run "$INSTAR" status --dir shop app.db
	[ "$status" -eq 1 ]
	[[ $output =~ "; backups: "([^$'\n']*) ]]
	saved=${BASH_REMATCH[1]}
	run restore app.db --from "$saved" --yes
	[ "$status" -eq 1 ]
	[[ $output == *"--force"* ]]
	restore app.db --from "$saved" --yes --force
	[ "$(dump app.db)" = "$before" ]
}

@test "a database that is gone is made anew by restore" {
	backup app.db --output saved.db
	before=$(dump app.db)
	rm app.db
	run restore app.db --from saved.db
	[ "$status" -eq 1 ]
	[ ! -e app.db ]
	restore app.db --from saved.db --yes
	[ "$(dump app.db)" = "$before" ]
}

@test "restore waits for other programs, and then says that they are there" {
	backup app.db --output saved.db
	mkfifo orders said
	sqlite3 app.db <orders >said &
	holder=$!
	exec 8>orders 9<said
	echo "BEGIN IMMEDIATE; SELECT 'held';" >&8
	read -r word <&9
	[ "$word" = held ]
	run restore app.db --from saved.db --yes --busy-ms 50
	exec 8>&- 9<&-
	kill "$holder" 2>/dev/null || true
	wait "$holder" || true
	[ "$status" -eq 5 ]
	[[ $output == *"try again"* ]]
}

@test "B4, B7: a destructive step over rows is refused with their number, and done with --force" {
	drop_legacy
	before=$(dump app.db)
	run migrate app.db --yes
	[ "$status" -eq 1 ]
	[[ $output == *"002_no_legacy would take 3 rows of legacy; nothing was changed"* ]]
	[[ $output == *"--force"* ]]
	[ "$(dump app.db)" = "$before" ]
	[ "$(backups)" -eq 0 ]
	run migrate app.db --force
	[ "$status" -eq 0 ]
	[[ $output == *"  002_no_legacy takes from legacy, which holds 3 rows"* ]]
	[ "$(backups)" -eq 1 ]
}

@test "a destructive step over empty tables asks for nothing" {
	drop_legacy
	sqlite3 app.db 'DELETE FROM legacy'
	run migrate app.db
	[ "$status" -eq 0 ]
	[[ $output != *"takes from"* ]]
}

@test "a new database runs destructive steps without a question" {
	echo "INSERT INTO legacy VALUES(7, 'seed');" >>shop/001_users.sql
	drop_legacy
	run migrate new.db
	[ "$status" -eq 0 ]
	[[ $output != *"takes from"* ]]
	[ "$(ls | grep -c '^new\.db\.backup' || true)" -eq 0 ]
}

@test "plan tells what is at stake" {
	drop_legacy
	run --separate-stderr "$INSTAR" plan --dir shop app.db
	[ "$status" -eq 2 ]
	[[ $output == *"  002_no_legacy takes from legacy, which holds 3 rows"* ]]
	run --separate-stderr "$INSTAR" plan --dir shop app.db --json
	[ "$(jq -c .at_stake <<<"$output")" = '[{"id":"002_no_legacy","table":"legacy","column":null,"rows":3}]' ]
	[ "$(backups)" -eq 0 ]
}

@test "of a column that goes its values are counted, where there are any" {
	echo 'ALTER TABLE users ADD COLUMN nick TEXT;' >shop/002_nick.sql
	migrate app.db >/dev/null
	sqlite3 app.db "UPDATE users SET nick = 'Annie' WHERE id = 1"
	printf -- '-- @destructive users.nick, legacy: nobody sees them\n%s\n' \
		'ALTER TABLE users DROP COLUMN nick; DELETE FROM legacy;' >shop/003_no_nick.sql
	run --separate-stderr "$INSTAR" plan --dir shop app.db
	[[ $output == *"  003_no_nick takes from users.nick, which holds 1 value"* ]]
	[[ $output == *"  003_no_nick takes from legacy, which holds 3 rows"* ]]
	run --separate-stderr "$INSTAR" plan --dir shop app.db --json
	[ "$(jq -c '.at_stake[0]' <<<"$output")" = '{"id":"003_no_nick","table":"users","column":"nick","rows":1}' ]
	run migrate app.db --yes
	[ "$status" -eq 1 ]
	[[ $output == *"003_no_nick would take 1 value of users.nick, 3 rows of legacy; nothing was changed"* ]]
	sqlite3 app.db 'UPDATE users SET nick = NULL; DELETE FROM legacy'
	migrate app.db --yes
}

# A person at a terminal: the program asks, `$1` is the answer to the last question.
at_terminal() {
	expect -c "set timeout 20
		log_user 1
		spawn -noecho env -u CI $INSTAR $2
		expect \"y/N\" { send \"y\r\" }
		expect \"Go on? \\\\\[y/N\" { send \"$1\r\" }
		expect eof
		catch wait result
		exit [lindex \$result 3]"
}

@test "B4, B7: at a terminal a destructive step asks, and no is the answer that changes nothing" {
	command -v expect >/dev/null || skip 'needs expect'
	drop_legacy
	before=$(dump app.db)
	run at_terminal n 'migrate --dir shop app.db'
	[ "$status" -eq 1 ]
	[[ $output == *"would take 3 rows of legacy"*"Nothing was changed"* ]]
	[ "$(dump app.db)" = "$before" ]
	run at_terminal y 'migrate --dir shop app.db'
	[ "$status" -eq 0 ]
	[[ $output == *"002_no_legacy ran"* ]]
	[ "$(sqlite3 app.db '.tables legacy')" = '' ]
	[ "$(backups)" -eq 1 ]
}

# Every system call of that name fails once, each in a run of its own.
fail_each() { # CALL ERROR COMMAND …
	local call=$1 error=$2 n
	shift 2
	for ((n = 1; n <= 40; n++)); do
		strace -f -qq -o trace -e trace="$call" -e inject="$call:error=$error:when=$n" \
			"$@" >out 2>err </dev/null && status=0 || status=$?
		grep -q INJECTED trace || return 0
		failed=$((failed + 1))
		after "$n" || { cat trace out err; return 1; }
	done
}

# Backups are whole or not there at all.
after() {
	local file
	[ "$status" -le 1 ] || return 1
	[ "$(dump app.db)" = "$before" ] || return 1
	[ "$(ls | grep -c '\.partial' || true)" -eq 0 ] || return 1
	for file in app.db.backup-*; do
		[ ! -e "$file" ] || [ "$(dump "$file")" = "$before" ] || return 1
	done
	rm -f app.db.backup-*
}

@test "a backup whose system calls fail leaves no file behind" {
	strace -o trace true || skip 'strace may not trace here'
	before=$(dump app.db)
	failed=0
	for call in fsync fdatasync link pwrite64 ftruncate statfs getdents64; do
		for error in EIO ENOSPC EACCES; do
			fail_each "$call" "$error" "$INSTAR" backup --dir shop app.db
		done
	done
	echo "# $failed calls failed" >&3
	[ "$failed" -gt 30 ]
}

@test "backup and restore are in the help, with their options" {
	run "$INSTAR" restore --help
	[[ $output == *"--from FILE"*"--force"* ]]
	run "$NUKEWORKS" db help
	[[ $output == *"  backup "*"  restore "* ]]
	[[ $output == *"--from FILE"*"(restore)"* ]]
}
