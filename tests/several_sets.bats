#!/usr/bin/env bats
# Requirement B as its users see it: a host with two sets, in two files or in one.

setup() {
	bats_require_minimum_version 1.5.0
	cd "$BATS_TEST_TMPDIR" || exit
}

@test "B1 B6 a new product tells what it finds and makes both databases" {
	mkdir data
	run -0 --separate-stderr "$HANDLED" data
	diff -u - <(echo "$output") <<-END
		handled_primary  missing: 5 steps to run
		handled_data     missing: 4 steps to run
		2 of 2 ready, 9 steps applied
	END
	run -0 --separate-stderr "$HANDLED" data
	diff -u - <(echo "$output") <<-END
		handled_primary  exists and ready
		handled_data     exists and ready
		2 of 2 ready, 0 steps applied
	END
}

@test "B6 one file serves both sets" {
	run -0 --separate-stderr "$HANDLED" --single both.db
	[ "${lines[2]}" = "2 of 2 ready, 9 steps applied" ]
	run -0 --separate-stderr "$HANDLED" --single both.db
	[ "${lines[0]}" = "handled_primary  exists and ready" ]
}

@test "B6 with one database out of reach the other is not touched" {
	mkdir data
	mkdir data/data.db
	run -1 --separate-stderr "$HANDLED" data
	[ ! -s data/primary.db ]
}

@test "B1 a database that has drifted stops both, and says why" {
	mkdir data
	"$HANDLED" data
	sqlite3 data/data.db "DROP TABLE workspace_tags"
	rm data/primary.db
	run -1 --separate-stderr "$HANDLED" data
	[ "${lines[0]}" = "handled_primary  missing: 5 steps to run" ]
	[ "${lines[1]}" = "handled_data     drift: recorded, but table workspace_tags is missing" ]
	[ "${lines[2]}" = "0 of 2 ready, 0 steps applied" ]
	[ ! -s data/primary.db ]
}
