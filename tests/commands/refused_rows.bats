#!/usr/bin/env bats
# A row that stops a step is named with its key, in migrate and in plan.

bats_require_minimum_version 1.5.0

setup() {
	: "${INSTAR:?the program to test}"
	cd "$BATS_TEST_TMPDIR"
	mkdir m
}

# The words of `migrate`, and then of `plan`, for a table made by $1 with the rows of $2
# that the step $3 meets; nothing is changed.
refused() {
	echo "$1" >m/001_first.sql
	"$INSTAR" migrate --dir m --yes app.db >/dev/null
	sqlite3 app.db "$2"
	sqlite3 app.db .dump >before
	echo "$3" >m/002_second.sql
	run --separate-stderr "$INSTAR" plan --dir m app.db
	planned="$stderr"
	run --separate-stderr "$INSTAR" migrate --dir m --yes app.db
	[ "$status" -eq 1 ]
	sqlite3 app.db .dump | cmp - before
	echo "plan: $planned"
	echo "migrate: $stderr"
	[[ "$stderr" != *instar_rebuild_* && "$planned" != *instar_rebuild_* ]]
	[[ "$stderr" == *"$4"* ]]
	[[ "$planned" == *"$4"* ]]
}

@test "a value that STRICT refuses in a rebuild" {
	refused 'CREATE TABLE x(id INTEGER PRIMARY KEY, n INTEGER);' \
		"INSERT INTO x VALUES(1, 5), (2, '6'), (3, 'abc'), (4, 'x')" \
		$'-- @rebuild x\nCREATE TABLE x(id INTEGER PRIMARY KEY, n INTEGER) STRICT;' \
		'cannot store TEXT value in INTEGER column x.n (row id 3 of x)'
}

@test "a value that a STRICT table refuses in an UPDATE" {
	refused 'CREATE TABLE x(id INTEGER PRIMARY KEY, t TEXT, n INTEGER) STRICT;' \
		"INSERT INTO x VALUES(1, '1', 0), (2, 'two', 0)" \
		"UPDATE x SET n = CASE hex(t) WHEN '74776F' THEN t ELSE '7' END WHERE id > 0;" \
		'cannot store TEXT value in INTEGER column x.n (row id 2 of x)'
}

@test "a value that a STRICT table refuses in an INSERT from another table" {
	refused 'CREATE TABLE x(id INTEGER PRIMARY KEY, n); CREATE TABLE y(k TEXT PRIMARY KEY, n REAL) STRICT;' \
		"INSERT INTO x VALUES(1, 1), (2, x'00')" \
		"INSERT INTO y SELECT 'k' || id, n FROM x;" \
		"cannot store BLOB value in REAL column y.n (row k 'k2' of y)"
}

@test "UNIQUE in a rebuild" {
	refused 'CREATE TABLE x(id INTEGER PRIMARY KEY, n INTEGER);' \
		'INSERT INTO x VALUES(1, 5), (2, 6), (3, 6)' \
		$'-- @rebuild x\nCREATE TABLE x(id INTEGER PRIMARY KEY, n INTEGER UNIQUE);' \
		'UNIQUE constraint failed: x.n (row id 3 of x)'
}

@test "CHECK in a rebuild, of a table with a key of two columns" {
	refused 'CREATE TABLE x(a INTEGER, b TEXT, n INTEGER, PRIMARY KEY(a, b));' \
		"INSERT INTO x VALUES(1, 'p', 5), (2, 'q', -6)" \
		$'-- @rebuild x\nCREATE TABLE x(a INTEGER, b TEXT, n INTEGER CHECK (n > 0), PRIMARY KEY(a, b));' \
		"CHECK constraint failed: n > 0 (row a 2, b 'q' of x)"
}

@test "NOT NULL in a rebuild, of a table without rowid" {
	refused "CREATE TABLE \"x y\"(k TEXT PRIMARY KEY, n INTEGER) WITHOUT ROWID;" \
		"INSERT INTO \"x y\" VALUES('a', 5), ('b''c', NULL)" \
		$'-- @rebuild "x y"\nCREATE TABLE "x y"(k TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;' \
		"NOT NULL constraint failed: x y.n (row k 'b''c' of x y)"
}

@test "an UPDATE of a table without a key" {
	refused 'CREATE TABLE x(n INTEGER CHECK (n < 100));' \
		'INSERT INTO x VALUES(1), (60), (70)' \
		"UPDATE x SET n = CASE WHEN hex(n) IN ('3630', '3730') THEN n * 2 ELSE n END;" \
		'CHECK constraint failed: n < 100 (row rowid 2 of x)'
}

@test "an INSERT into the table it reads, without a key: the row's values" {
	refused 'CREATE TABLE x(n INTEGER, t TEXT, CHECK (n < 100));' \
		"INSERT INTO x VALUES(1, 'a'), (60, 'b'), (2, 'c')" \
		"INSERT INTO x(n, t) SELECT CASE hex(n) WHEN '3630' THEN n * 2 ELSE 3 END, t FROM x;" \
		"CHECK constraint failed: n < 100 (row n 120, t 'b' of x)"
}

@test "CREATE UNIQUE INDEX: of columns, of expressions, over some rows" {
	refused 'CREATE TABLE x(id INTEGER PRIMARY KEY, n TEXT, live INTEGER);' \
		"INSERT INTO x VALUES(1, 'a', 0), (2, 'A', 0), (3, 'b', 1), (4, NULL, 1),
			(5, NULL, 1), (6, 'B', 1), (7, 'a', 0)" \
		'CREATE UNIQUE INDEX x_n ON x(lower(n)) WHERE live = 1;' \
		"UNIQUE constraint failed: index 'x_n' (rows id 3, id 6 of x)"
	rm -rf app.db m/*
	refused 'CREATE TABLE x(id INTEGER PRIMARY KEY, n TEXT, live INTEGER);' \
		"INSERT INTO x VALUES(1, 'a', 0), (2, 'A', 0), (3, NULL, 0), (4, NULL, 0), (7, 'a', 0)" \
		'CREATE UNIQUE INDEX x_n ON x(n, live);' \
		"UNIQUE constraint failed: x.n, x.live (rows id 1, id 7 of x)"
}

@test "a step's own column: what was there only in the transaction" {
	refused 'CREATE TABLE x(id INTEGER PRIMARY KEY, n TEXT);' \
		"INSERT INTO x VALUES(1, 'a'), (2, 'b'), (3, 'A')" \
		'ALTER TABLE x ADD COLUMN slug TEXT; UPDATE x SET slug = lower(n) WHERE id > 0; CREATE UNIQUE INDEX x_slug ON x(slug);' \
		"UNIQUE constraint failed: x.slug (rows id 1, id 3 of x)"
}

@test "a long value is cut" {
	refused 'CREATE TABLE x(k TEXT PRIMARY KEY, n INTEGER);' \
		"INSERT INTO x VALUES(printf('%.2000c', 'k'), NULL)" \
		$'-- @rebuild x\nCREATE TABLE x(k TEXT PRIMARY KEY, n INTEGER NOT NULL);' \
		"NOT NULL constraint failed: x.n (row k 'kkkkk"
	[ "${#stderr}" -lt 400 ]
}

@test "a foreign key that holds at once" {
	refused 'CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(id INTEGER PRIMARY KEY, p INTEGER REFERENCES p(id));' \
		'INSERT INTO p VALUES(1); INSERT INTO c VALUES(1, 1), (2, 1)' \
		$'-- @foreign_keys on\nUPDATE c SET p = CASE hex(id) WHEN \'32\' THEN 7 ELSE p END;' \
		'FOREIGN KEY constraint failed (row id 2 of c)'
}

@test "foreign keys that are checked after the steps" {
	refused 'CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(id INTEGER PRIMARY KEY, p INTEGER);' \
		'INSERT INTO p VALUES(1); INSERT INTO c VALUES(1, 1), (5, 7), (6, 8)' \
		$'-- @rebuild c\nCREATE TABLE c(id INTEGER PRIMARY KEY, p INTEGER REFERENCES p(id));' \
		'2 rows in c violate p (row id 5 of c) after the steps; all undone'
}

@test "a trigger that writes elsewhere before the row is refused does not name that row" {
	refused "CREATE TABLE log(id INTEGER PRIMARY KEY, k TEXT CHECK (k <> 'never'));
		CREATE TABLE x(id INTEGER PRIMARY KEY, n INTEGER, CHECK (n < 1000000));
		CREATE TRIGGER l BEFORE UPDATE ON x BEGIN INSERT INTO log(k) VALUES (new.id); END;" \
		'INSERT INTO x VALUES(1, 60), (2, 70)' \
		"UPDATE x SET n = CASE hex(n) WHEN '3730' THEN 1000001 ELSE n END WHERE id > 0;" \
		'CHECK constraint failed: n < 1000000'
	[[ "$stderr" != *' of log)'* ]]
}

@test "a key that SQLite would have made: the row's values" {
	refused 'CREATE TABLE x(n TEXT);' "INSERT INTO x VALUES('a'), ('b'), ('a')" \
		'CREATE TABLE y(id INTEGER PRIMARY KEY, n TEXT UNIQUE); INSERT INTO y(n) SELECT n FROM x;' \
		"UNIQUE constraint failed: y.n (row n 'a' of y)"
}
