#!/usr/bin/env bats
# instar new: the next migration of a directory, from a template.

bats_require_minimum_version 1.5.0
load ../support/density

setup() {
	export LC_ALL=C NO_COLOR=1
	cd "$BATS_TEST_TMPDIR" || return
	mkdir shop
}

@test "C4 each template compiles and passes its proofs as it is" {
	for line in people 'email --template add-column' 'nickname --template=data' \
		'people_again --template recreate-table'; do
		# shellcheck disable=SC2086
		run -0 --separate-stderr "$INSTAR" new shop $line
		[ -s "${lines[0]}" ]
		[ -s "${lines[1]}" ]
		run -0 "$INSTAR" check --werror shop
	done
	run -0 "$INSTAR" compile shop -o shop.c
	run -0 "$INSTAR" migrate --dir shop app.db
	[ "$(sqlite3 app.db 'SELECT group_concat(id) FROM schema_migrations')" = \
		001_people,002_email,003_nickname,004_people_again ]
	[ "$(sqlite3 app.db "SELECT group_concat(name) FROM pragma_table_info('people')")" = \
		id,name,email,nickname ]
	run -0 "$INSTAR" rollback --dir shop --to 001_people --yes app.db
}

@test "C4 a template speaks of the table that is asked for, or of the last" {
	"$INSTAR" new shop people
	"$INSTAR" new shop orders
	"$INSTAR" new shop email --template add-column --table people
	"$INSTAR" new shop amount --template add-column
	grep -q 'ALTER TABLE "people" ADD COLUMN email' shop/003_email.sql
	grep -q 'ALTER TABLE "orders" ADD COLUMN amount' shop/004_amount.sql
	run -1 --separate-stderr "$INSTAR" new shop x --template data --table persons
	[ "$stderr" = "instar: there is no table persons" ]
}

@test "C4 every example history can be gone on with" {
	sets='nukeworks jobmanager leads dated handled_primary handled_data'
	# Each template is tried on some set in the quick run, and on each set one.
	stride=$(density 4 1) n=0
	for set in $sets; do
		cp -r "$SOURCE_ROOT/migrations/$set" .
		for line in zz_first 'zz_more --template add-column' 'zz_some --template data' \
			'zz_then --template recreate-table'; do
			((n++ % stride == 0)) || continue
			# shellcheck disable=SC2086
			run -0 --separate-stderr "$INSTAR" new $set $line
			run -0 "$INSTAR" check $set
		done
		n=$((n + 1)) # another template for the next set
	done
}

@test "numbers go on as wide as they were, and nothing is written over" {
	echo 'CREATE TABLE a(id INTEGER PRIMARY KEY);' >shop/0001_a.sql
	run -0 --separate-stderr "$INSTAR" new shop b
	[ "${lines[0]}" = shop/0002_b.sql ]
	mkdir other
	echo 'not a migration of this directory' >other/001_c.down.sql
	run -1 --separate-stderr "$INSTAR" new other c
	[ "$(cat other/001_c.down.sql)" = 'not a migration of this directory' ]
}

@test "the next name is written as the last one is" {
	mkdir history
	while read -r last next; do
		rm -f history/*
		echo 'CREATE TABLE a(id INTEGER PRIMARY KEY);' >"history/$last"
		run -0 --separate-stderr "$INSTAR" new history b
		echo "$last: ${lines[0]}"
		[[ ${lines[0]} =~ ^history/$next\.sql$ ]]
	done <<-'NAMES'
		1.sql 2_b
		0001-users.sql 0002-b
		001.do.users.sql 002\.b
		v1.sql v2_b
		schema-1-users.sql schema-2-b
		2024-01-02-a.sql [0-9]{4}-[0-9]{2}-[0-9]{2}-b
		20240102.sql [0-9]{14}_b
		20240102-a.sql [0-9]{14}-b
		20240102-110000.sql [0-9]{8}-[0-9]{6}_b
		20240102_110000-a.sql [0-9]{8}_[0-9]{6}-b
	NAMES
}

@test "a date that is taken needs a name that sorts after the last" {
	echo 'CREATE TABLE a(id INTEGER PRIMARY KEY);' >shop/2099_12_30_a.sql
	run -1 --separate-stderr "$INSTAR" new shop b
	[ "$stderr" = "instar: it would come before 2099_12_30_a: choose a name that sorts after it" ]
	[ "$(ls shop)" = 2099_12_30_a.sql ]
}

@test "what cannot be begun is refused with the reason, and nothing is written" {
	"$INSTAR" new shop people
	ls shop >before
	for word in 'Böse' '../x' 'a b' '9x' '' 'people;'; do
		run -1 --separate-stderr "$INSTAR" new shop "$word"
		[[ $stderr == *"a name is lower-case letters, digits and _"* ]]
	done
	run -1 --separate-stderr "$INSTAR" new shop people
	[ "$stderr" = "instar: there is a people already: choose another name" ]
	run -1 --separate-stderr "$INSTAR" new shop name --template add-column
	[ "$stderr" = "instar: there is a column name already: choose another name" ]
	run -64 --separate-stderr "$INSTAR" new shop x --template table
	[[ $stderr == *'use "create-table" or "add-column" or "data" or "recreate-table"'* ]]
	run -64 --separate-stderr "$INSTAR" new shop
	run -1 --separate-stderr "$INSTAR" new missing x
	[ ! -e missing ]
	ls shop | diff before -
	echo 'CREATE TABLE (' >shop/002_broken.sql
	run -1 --separate-stderr "$INSTAR" new shop x
	[[ $stderr == *002_broken.sql:1:* ]]
	mkdir flyway empty
	echo 'CREATE TABLE a(id INTEGER PRIMARY KEY);' >flyway/V1__a.sql
	run -1 --separate-stderr "$INSTAR" new flyway x
	[[ $stderr == *"only a directory of NNN_name.sql is added to"* ]]
	run -1 --separate-stderr "$INSTAR" new empty x --template data
	[[ $stderr == *"there is no table yet"* ]]
}
