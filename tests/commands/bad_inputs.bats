#!/usr/bin/env bats
# Files that no editor should have written and names that no one should have given. What
# is accepted compiles into inert text; what is refused says where and why.

bats_require_minimum_version 1.5.0

setup() {
	: "${INSTAR:?the program to test}"
	cd "$BATS_TEST_TMPDIR"
	mkdir set
}

# Bytes of the only migration, as printf writes them.
bytes() { printf -- "$1" >set/001_x.sql; }

# The first finding, without the directory.
check() {
	run "$INSTAR" check set
	found=${lines[0]#set/}
}

refused() {
	check
	[ "$status" -eq 1 ]
	if [ "$found" != "$1" ]; then
		echo "expected: $1"
		echo "found:    $found"
		return 1
	fi
}

warned() {
	check
	[ "$status" -eq 0 ]
	if [ "$found" != "$1" ]; then
		echo "expected: $1"
		echo "found:    $found"
		return 1
	fi
}

# The table compiles, and a database made with it holds what sqlite3 would have made.
accepted() {
	"$INSTAR" compile set -o table.c
	"${CC:-cc}" -std=c11 -Wall -Wextra -Wpedantic -Werror -I"$SOURCE_ROOT/runtime" \
		-c table.c -o table.o
	[ "$(nm --defined-only table.o | grep -c ' [A-Z] ')" -le 1 ] ||
		[ "$(nm --extern-only --defined-only table.o | wc -l)" -eq 1 ]
	"$INSTAR" migrate --dir set ours.db >/dev/null
	sqlite3 theirs.db <set/001_x.sql
	ours=$(sqlite3 ours.db '.dump t')
	[ -n "$ours" ]
	[ "$ours" = "$(sqlite3 theirs.db '.dump t')" ]
}

@test "1: a NUL byte after a statement hides nothing" {
	bytes 'CREATE TABLE t(a);\n\nCREATE TABLE u(a); \0 DROP TABLE t;\n'
	refused "001_x.sql:3:20: error: NUL byte at 3:20; text after it would be ignored [INS0101]"
}

@test "2: a NUL byte in a name is seen" {
	bytes 'CREATE TABLE t\0u(a);\n'
	refused "001_x.sql:1:15: error: NUL byte at 1:15; text after it would be ignored [INS0101]"
}

@test "3: a byte that is no UTF-8 is named" {
	bytes 'CREATE TABLE t(a TEXT DEFAULT "\xff");\n'
	refused "001_x.sql:1:32: error: invalid UTF-8 byte ff [INS0102]"
}

@test "4: overlong UTF-8 is refused" {
	bytes 'CREATE TABLE t(a); -- \xc0\xaf\n'
	refused "001_x.sql:1:23: error: overlong UTF-8 [INS0102]"
}

@test "5: a surrogate is refused" {
	bytes 'CREATE TABLE t(a); -- \xed\xa0\x80\n'
	refused "001_x.sql:1:23: error: UTF-8 surrogate [INS0102]"
}

@test "6: a byte order mark is stripped" {
	bytes '\xef\xbb\xbfCREATE TABLE t(a INTEGER PRIMARY KEY);\n'
	"$INSTAR" compile set -o table.c
	! grep -q '\\357' table.c
}

@test "7: UTF-16 is told apart, with and without its mark" {
	bytes '\xff\xfeC\0R\0E\0'
	refused "001_x.sql:1:1: error: file is UTF-16; save as UTF-8 [INS0102]"
	bytes '\xfe\xff\0C\0R\0E'
	refused "001_x.sql:1:1: error: file is UTF-16; save as UTF-8 [INS0102]"
}

@test "8: a line that ends with CR only would hide what follows its comment" {
	bytes 'CREATE TABLE t(a); -- one\rCREATE TABLE u(a);\n'
	refused "001_x.sql:1:26: error: line ends with CR only; \`--\` comment swallows the rest [INS0103]"
}

@test "8: CRLF is fine" {
	bytes 'CREATE TABLE t(\r\n  a INTEGER PRIMARY KEY\r\n);\r\n'
	"$INSTAR" migrate --dir set ours.db
	[ "$(sqlite3 ours.db "SELECT name FROM pragma_table_info('t')")" = a ]
}

@test "9: bidirectional controls are refused by name" {
	bytes 'CREATE TABLE t(a); -- \xe2\x80\xae evil\n'
	refused "001_x.sql:1:23: error: bidirectional control U+202E [INS0104]"
}

@test "10: a name of letters from two scripts is a warning" {
	bytes 'CREATE TABLE us\xd0\xb5rs(a INTEGER PRIMARY KEY);\n'
	check
	[ "$status" -eq 0 ]
	[[ $found == "001_x.sql:1:14: warning: mixed scripts"*"[INS0105]" ]]
}

@test "11: trigraphs keep their bytes" {
	bytes "CREATE TABLE t(a);\nINSERT INTO t VALUES('what?\?/n?\?=?\?)');\n"
	accepted
	[ "$(sqlite3 ours.db 'SELECT a FROM t')" = 'what??/n??=??)' ]
}

@test "12: the end of a C comment is inert" {
	bytes "CREATE TABLE t(a); /* ** */ \nINSERT INTO t VALUES('*/ int evil = 1; /*');\n"
	accepted
}

@test "13: a comment that ends with a backslash is inert" {
	bytes "CREATE TABLE t(a); -- \\\\\nINSERT INTO t VALUES('x\\\\\ny');\n"
	accepted
}

@test "14: quotes do not end the C string" {
	bytes "CREATE TABLE t(a);\nINSERT INTO t VALUES('\"); system(\"true\"); (\"');\n"
	accepted
}

@test "15: printf formats are text" {
	bytes "CREATE TABLE t(a);\nINSERT INTO t VALUES('%%s%%n%%d');\n"
	accepted
	[ "$(sqlite3 ours.db 'SELECT a FROM t')" = '%s%n%d' ]
}

long() {
	{
		echo 'CREATE TABLE t(a);'
		printf "INSERT INTO t VALUES('"
		head -c "$1" /dev/zero | tr '\0' x
		echo "');"
	} >set/001_x.sql
}

@test "16: a literal of 5,000 bytes compiles" {
	long 5000
	accepted
}

@test "17: a literal of 70,000 bytes compiles" {
	long 70000
	accepted
}

@test "18: 400,000 operators are too deep for SQLite" {
	{
		printf 'CREATE TABLE t(a);\nINSERT INTO t VALUES('
		yes '1+' | head -400000 | tr -d '\n'
		echo '1);'
	} >set/001_x.sql
	check
	[ "$status" -eq 1 ]
	[[ $found == "001_x.sql:2:"*": error: "*"too "*"[INS0"* ]]
}

@test "19: 5,000 parentheses are nested too deep" {
	{
		printf 'CREATE TABLE t(a);\nINSERT INTO t VALUES('
		head -c 5000 /dev/zero | tr '\0' '('
		printf 1
		head -c 5000 /dev/zero | tr '\0' ')'
		echo ');'
	} >set/001_x.sql
	check
	[ "$status" -eq 1 ]
	[[ $found == "001_x.sql:2:"*": error: nested too deep"*"[INS0119]" ]]
}

@test "20: an empty file is an empty migration" {
	: >set/001_x.sql
	warned "001_x.sql:1:1: note: empty migration [INS0108]"
}

@test "21 and 22: comments and semicolons are no statement" {
	bytes '-- only this\n'
	warned "001_x.sql:1:1: note: no statement [INS0108]"
	bytes ';;;;'
	warned "001_x.sql:1:1: note: no statement [INS0108]"
}

@test "23: a string that is never closed names its beginning" {
	bytes "CREATE TABLE t(a DEFAULT   'x);\n"
	refused "001_x.sql:1:28: error: string opened at 1:28 never closed [INS0106]"
}

@test "24: a comment that is never closed names its beginning" {
	bytes 'CREATE TABLE t(a);\n/* DROP TABLE t;\n'
	refused "001_x.sql:2:1: error: comment opened at 2:1 never closed [INS0106]"
}

@test "25: a trigger without END names its beginning" {
	bytes 'CREATE TABLE t(a);\nCREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1;\n'
	refused "001_x.sql:2:36: error: trigger opened at 2:1 needs END [INS0107]"
}

@test "61: a shell command is not SQL" {
	bytes '.read other.sql\n'
	refused "001_x.sql:1:1: error: shell command, not SQL [INS0117]"
}

@test "62: a merge conflict is seen at its first line" {
	bytes '<<<<<<< ours\nCREATE TABLE t(a);\n=======\n>>>>>>> theirs\n'
	refused "001_x.sql:1:1: error: merge conflict at line 1 [INS0118]"
}

@test "63: a number that is used twice names both files" {
	bytes 'CREATE TABLE t(a);\n'
	cp set/001_x.sql set/001_y.sql
	check
	[ "$status" -eq 1 ]
	[[ $found == *"001 used by 001_x.sql and 001_y.sql [INS0202]" ]]
}

@test "64: gaps and numbers that are none are named" {
	bytes 'CREATE TABLE t(a);\n'
	echo 'CREATE TABLE u(a);' >set/003_y.sql
	check
	[[ $output == *"003_y.sql: error: expected 002, found 003 [INS0201]"* ]]
	mv set/003_y.sql set/18446744073709551616_y.sql
	check
	[[ $output == *": error: number too large [INS0205]"* ]]
	mv set/18446744073709551616_y.sql set/0x1_y.sql
	check
	[[ $output == *"0x1_y.sql: "*": file name must match NNN_name.sql [INS0115]"* ]]
}

@test "65: hostile file names are refused, and cannot command the terminal" {
	for name in $'002_a\nb.sql' '002_a"b.sql' '002_*_/.sql' '-x.sql' '002_%s.sql' \
		"002_$(head -c 240 /dev/zero | tr '\0' a).sql" '002_CON .sql' \
		$'002_\e[31mred.sql' '002_a;b.sql' $'002_\xff.sql'; do
		rm -f set/*
		bytes 'CREATE TABLE t(a);\n'
		[[ $name != */* ]] || name=${name//\//_}
		echo 'CREATE TABLE u(a);' >"set/$name"
		run "$INSTAR" check set
		[ "$status" -eq 1 ]
		[[ $output == *"[INS0115]"* ]]
		[[ $output != *$'\e'* ]]
	done
}

@test "65: names that differ in case only are twins" {
	bytes 'CREATE TABLE t(a);\n'
	echo 'CREATE TABLE u(a);' >set/002_users.sql
	echo 'CREATE TABLE v(a);' >set/002_Users.sql
	check
	[ "$status" -eq 1 ]
	[[ $output == *"[INS0203]"* ]]
}

@test "66: what is no regular file is refused and not waited for" {
	bytes 'CREATE TABLE t(a);\n'
	mkfifo set/002_fifo.sql
	mkdir set/003_directory.sql
	ln -s 004_loop.sql set/004_loop.sql
	ln -s /dev/zero set/005_device.sql
	ln -s nowhere.sql set/006_dangling.sql
	run timeout 20 "$INSTAR" check set
	[ "$status" -eq 1 ]
	for name in 002_fifo 003_directory 004_loop 005_device 006_dangling; do
		[[ $output == *"set/$name.sql: error: "*"[INS0116]"* ]]
	done
	[[ $output == *"002_fifo.sql: error: not a regular file"* ]]
}

@test "66: a file that may not be read says so" {
	[ "$(id -u)" -ne 0 ] || skip "root may read everything"
	bytes 'CREATE TABLE t(a);\n'
	chmod 000 set/001_x.sql
	check
	[ "$status" -eq 1 ]
	[[ $output == *"001_x.sql: error: "*"[INS0116]"* ]]
}

@test "66: a file of two gigabytes is refused at once" {
	bytes 'CREATE TABLE t(a);\n'
	truncate -s 2G set/002_large.sql
	run timeout 20 "$INSTAR" check set
	[ "$status" -eq 1 ]
	[[ $output == *"002_large.sql: error: larger than 16 MB [INS0116]"* ]]
}

@test "66: a symbolic link to a file is read" {
	bytes 'CREATE TABLE t(a INTEGER PRIMARY KEY);\n'
	mv set/001_x.sql elsewhere.sql
	ln -s ../elsewhere.sql set/001_x.sql
	accepted
}

@test "whatever the input, nothing is left half written" {
	bytes 'CREATE TABLE t(a);\n\0'
	run "$INSTAR" compile set -o table.c --depfile table.d
	[ "$status" -eq 1 ]
	[ "$(ls)" = set ]
}
