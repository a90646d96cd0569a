#!/usr/bin/env bats
# What a statement may take on the databases of the build: memory, and instructions.

bats_require_minimum_version 1.5.0

setup() {
	: "${INSTAR:?the program to test}"
	cd "$BATS_TEST_TMPDIR"
	mkdir m
	echo 'CREATE TABLE t(id INTEGER PRIMARY KEY, x BLOB);' >m/001_t.sql
}

# The machine is not to suffer where the limit fails.
checks() {
	cat >m/002_step.sql
	ulimit -v 3000000
	ulimit -t 60
	run "$INSTAR" check m
	[ "$status" -eq 1 ]
	[[ $output == *"$1"* ]]
}

@test "rows that take more memory than a step may are refused, with their place" {
	checks "m/002_step.sql:1:1: error: the statement needs more than 1 GB of memory" <<-'SQL'
		WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000)
		INSERT INTO t(x) SELECT zeroblob(1000000) FROM n;
	SQL
	[[ $output == *"help: make fewer or smaller rows"* ]]
}

@test "so are the rows of a query that are never stored" {
	checks "m/002_step.sql:1:1: error: the statement needs more than 1 GB of memory" <<-'SQL'
		WITH RECURSIVE n(i, x) AS (
		  SELECT 1, zeroblob(1000000) UNION ALL SELECT i + 1, x FROM n WHERE i < 4000
		)
		INSERT INTO t(id) SELECT i FROM n GROUP BY x, i ORDER BY x DESC LIMIT 1;
	SQL
}

@test "so is a text that printf() makes" {
	checks "m/002_step.sql:1:1: error: the statement needs more than 1 GB of memory" <<-'SQL'
		INSERT INTO t(x) VALUES (printf('%.*c', 900000000, 'x'));
	SQL
}

@test "what a way back makes is bounded too" {
	checks "m/002_step.sql:3:1: error: the statement needs more than 1 GB of memory" <<-'SQL'
		CREATE TABLE u(id INTEGER PRIMARY KEY);
		-- @down
		WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000)
		INSERT INTO t(x) SELECT zeroblob(1000000) FROM n;
		DROP TABLE u;
	SQL
}

@test "a recursion without an end is refused after a number of instructions" {
	checks "m/002_step.sql:1:1: error: the statement does not come to an end" <<-'SQL'
		WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
		INSERT INTO t(id) SELECT max(i) FROM n;
	SQL
}

@test "a step that takes what a step may is none of them" {
	cat >m/002_step.sql <<-'SQL'
		WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)
		INSERT INTO t(x) SELECT zeroblob(1000000) FROM n;
	SQL
	run "$INSTAR" check m
	[ "$status" -eq 0 ]
}
