# Databases in every state, at the shell: the files, the list of what is owed to each, and
# the test in C that a host adds to its own.

bats_require_minimum_version 1.5.0
load ../support/density

setup() {
	: "${INSTAR:?the program to test}"
	cd "$BATS_TEST_TMPDIR"
	mkdir shop
	cat >shop/001_users.sql <<-'SQL'
		CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL);
		CREATE INDEX users_name ON users(name);
	SQL
	cat >shop/002_email.sql <<-'SQL'
		-- @was 2_email
		ALTER TABLE users ADD COLUMN email TEXT;
		CREATE INDEX users_email ON users(email);
	SQL
}

# The test in C for the directory $1, as ./databases.
build_test() {
	"$INSTAR" compile "$1" -o set.c --name shop --fixtures databases.c
	"${CC:-cc}" -std=c11 -Wall -Wextra -Wpedantic -Werror -DINSTAR_FIXTURES_MAIN \
		-I"$SOURCE_ROOT/runtime" set.c databases.c \
		"$BUILD_ROOT/runtime/libinstar-fixtures.a" "$BUILD_ROOT/runtime/libinstar.a" \
		-lsqlite3 -o databases
}

# `instar migrate` on each file of the list $2, with the migrations of $1.
migrate_all() {
	local n=0 stride
	stride=$(density 3 1)
	while IFS=$'\t' read -r file _ _ expected wanted; do
		[ "$file" != file ] || continue
		((n++ % stride == 0)) || continue
		before=$(md5sum < "$2/$file")
		status=0
		"$INSTAR" migrate --dir "$1" --yes "$2/$file" </dev/null >said 2>&1 || status=$?
		# Whoever may write any file can migrate a read-only one.
		if [ "$expected" = read-only ] && [ -w "$2/$file" ]; then
			wanted=0
		fi
		[[ " $wanted " == *" $status "* ]] ||
			{ echo "$file: $status, not $wanted: $(cat said)"; return 1; }
		[ "$status" -eq 0 ] || [ "$before" = "$(md5sum < "$2/$file")" ] ||
			{ echo "$file: status $status, and changed"; return 1; }
	done < "$2/fixtures.tsv"
}

@test "fixtures writes a database for each state and the list of them" {
	run --separate-stderr "$INSTAR" fixtures shop -o out
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	[ "$stderr" = "$(tail -n +2 out/fixtures.tsv | wc -l) databases in out" ]
	[ "$(head -n 1 out/fixtures.tsv)" = $'file\tstep\tstate\texpected\texit status' ]
	[ -s out/002_wal.db-wal ]
	[ ! -e out/002_wal.db-shm ]
	tail -n +2 out/fixtures.tsv | cut -f 1 | while read -r file; do
		[ "$(sqlite3 "out/$file" 'PRAGMA quick_check')" = ok ]
	done
	grep -qx $'002_clean.db\t002_email\tas its own release left it\tcurrent\t0' out/fixtures.tsv
	grep -qx $'001_newer.db\t001_users\trecorded by a newer program\tnewer\t4' out/fixtures.tsv
	grep -qx $'002_without_index_users_name.db\t002_email\tindex users_name is missing\tdrift or conflict\t3' out/fixtures.tsv
	[ "$(stat -c %a out/001_read_only.db)" = 444 ]
	[ "$(stat -c %a out/001_clean.db)" != 444 ]
}

@test "migrate gives each file of the list the status that the list says" {
	"$INSTAR" fixtures shop -o out
	migrate_all shop out
}

@test "so it does on the history of a product that keeps two databases" {
	"$INSTAR" fixtures "$SOURCE_ROOT/migrations/handled_primary" -o out
	migrate_all "$SOURCE_ROOT/migrations/handled_primary" out
}

@test "fixtures are the same bytes from run to run and from place to place" {
	"$INSTAR" fixtures shop -o out
	mkdir elsewhere
	cp -r shop elsewhere
	(cd elsewhere && TZ=Pacific/Chatham LC_ALL=C umask 077 && "$INSTAR" fixtures shop -o out)
	diff -r out elsewhere/out
	"$INSTAR" fixtures shop -o out
	diff -r out elsewhere/out
	"$INSTAR" compile shop -o a.c --name shop --fixtures a_fixtures.c
	(cd elsewhere && "$INSTAR" compile shop -o a.c --name shop --fixtures a_fixtures.c)
	cmp a_fixtures.c elsewhere/a_fixtures.c
}

@test "--all drops each object at each step" {
	"$INSTAR" fixtures shop -o out --all
	[ -e out/001_without_index_users_name.db ]
	[ -e out/001_without_table_users.db ]
	migrate_all shop out
}

@test "with an error in the migrations no database is made" {
	echo 'CREATE TABLE t(a INTEGER' >shop/003_broken.sql
	run "$INSTAR" fixtures shop -o out
	[ "$status" -eq 1 ]
	[[ $output == *"shop/003_broken.sql:1:"*": error: "* ]]
	[ ! -e out ]
	run "$INSTAR" compile shop -o set.c --fixtures databases.c
	[ "$status" -eq 1 ]
	[ ! -e databases.c ]
}

@test "a place where no directory can be made is told" {
	touch out
	run "$INSTAR" fixtures shop -o out/there
	[ "$status" -eq 1 ]
	[[ $output == *"instar: out/there: Not a directory"* ]]
	run "$INSTAR" fixtures shop -o out
	[ "$status" -eq 1 ]
	[[ $output == *"instar: out/000_empty.db: "* ]]
}

@test "fixtures says what is missing on its command line" {
	run "$INSTAR" fixtures shop
	[ "$status" -eq 64 ]
	[[ $output == *"fixtures needs -o DIRECTORY"* ]]
	run "$INSTAR" fixtures -o out
	[ "$status" -eq 64 ]
	run "$INSTAR" fixtures shop -o out --al --retire-before 002_email
	[ "$status" -eq 64 ]
	run "$INSTAR" compile shop -o set.c --fixtures f.c --retire-before 002_email
	[ "$status" -eq 64 ]
	[[ $output == *"--fixtures needs the SQL that --retire-before leaves out"* ]]
	"$INSTAR" fixtures --help | grep -q '^Usage: instar fixtures DIR -o OUT'
	"$INSTAR" --help | grep -q '  fixtures DIR -o OUT'
	"$INSTAR" compile --help | grep -q -- '--fixtures FILE.c'
}

@test "the test in C passes on a history that is right, and speaks TAP" {
	build_test shop
	mkdir work
	run ./databases work
	[ "$status" -eq 0 ]
	[ "${lines[0]}" = 'ok 1 - 000_empty' ]
	[[ ${lines[-1]} =~ ^1\.\.[0-9]+$ ]]
	[ "$(grep -c '^ok ' <<< "$output")" = "${lines[-1]#1..}" ]
	[ -z "$(ls work)" ]
}

@test "the test in C fails when the migrations are not those of the fixtures" {
	build_test shop
	sed -i 's/ON users(email)/ON users(name)/' shop/002_email.sql
	"$INSTAR" compile shop -o set.c --name shop
	cc -std=c11 -DINSTAR_FIXTURES_MAIN -I"$SOURCE_ROOT/runtime" set.c databases.c \
		"$BUILD_ROOT/runtime/libinstar-fixtures.a" "$BUILD_ROOT/runtime/libinstar.a" \
		-lsqlite3 -o databases
	run ./databases
	[ "$status" -eq 1 ]
	[[ $output == *'not ok 1 - 000_empty'*"it differs: plain SQL gives object: 'index' 'users_email'"* ]]
}

@test "text that C would misread comes out of the databases as it went in" {
	printf '%s\n' "CREATE TABLE notes(id INTEGER PRIMARY KEY, text TEXT);" \
		"INSERT INTO notes VALUES(1, 'what??/now?? \\ \"quoted\" %s é');" >shop/003_notes.sql
	printf "INSERT INTO notes VALUES(2, '%s');\n" "$(head -c 5000 /dev/zero | tr '\0' x)" >>shop/003_notes.sql
	build_test shop
	run ./databases
	[ "$status" -eq 0 ]
	"$INSTAR" fixtures shop -o out
	[ "$(sqlite3 out/003_clean.db 'SELECT text FROM notes WHERE id = 1')" = "what??/now?? \\ \"quoted\" %s é" ]
	[ "$(sqlite3 out/003_clean.db 'SELECT length(text) FROM notes WHERE id = 2')" = 5000 ]
}

@test "the C file grows with the history, not with its square" {
	for n in 60 120; do
		mkdir "history_$n"
		awk -v n=$n -v "dir=history_$n" -f "$SOURCE_ROOT/tests/bench/history.awk"
		"$INSTAR" compile "history_$n" -o "set_$n.c" --fixtures "fixtures_$n.c"
	done
	few=$(stat -c %s fixtures_60.c)
	many=$(stat -c %s fixtures_120.c)
	echo "# bytes: $few for 60 steps, $many for 120" >&3
	[ "$((many * 10))" -lt "$((few * 25))" ]
}
