# README tells the truth: its examples are run, its lists are complete.

setup() {
	cd "$BATS_TEST_TMPDIR"
	readme=$SOURCE_ROOT/README.md
}

# The lines of the $2-th block that is fenced as $1, below the heading $3.
block() {
	awk -v fence="\`\`\`$1" -v wanted="$2" -v heading="## $3" '
		/^## / { below = $0 == heading }
		/^```/ && fenced { fenced = shown = 0; next }
		/^```/ { fenced = 1; shown = below && $0 == fence && ++seen == wanted; next }
		shown { print }
	' "$readme"
}

@test "the mistake in README's migration is found as README shows" {
	mkdir -p migrations/shop
	echo 'CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);' > migrations/shop/001_users.sql
	block sql 1 'One migration' > migrations/shop/002_email.sql
	[ -s migrations/shop/002_email.sql ]
	run "$INSTAR" compile migrations/shop -o shop.c
	[ "$status" -eq 1 ]
	diff -u <(block '' 1 'One migration') <(head -n 3 <<< "$output")
}

@test "the migration that would lose rows is refused as README shows" {
	mkdir migrations
	cp -r "$SOURCE_ROOT/tests/refused" migrations/shop
	diff -u <(block sql 1 'A migration that would lose rows') migrations/shop/002_names.sql
	run "$INSTAR" compile migrations/shop -o shop.c
	[ "$status" -eq 1 ]
	[ ! -e shop.c ]
	diff -u <(block '' 1 'A migration that would lose rows') - <<< "$output"
}

@test "README's three lines of meson and its lines of C make a program" {
	mkdir -p migrations/shop
	echo 'CREATE TABLE users (id INTEGER PRIMARY KEY);' > migrations/shop/001_users.sql
	{
		echo "project('app', 'c')"
		block meson 1 "The host's lines"
	} > meson.build
	{
		echo '#include <stdio.h>'
		echo '#define show(message, action) printf("%s: %s\n", message, action)'
		block c 1 "The host's lines" | sed 's/^\.\.\.$/int main(void) { sqlite3 *db; sqlite3_open("app.db", \&db);/'
		echo 'return sqlite3_close(db); }'
	} > main.c
	load consumer
	make_instar
	meson setup build
	ninja -C build
	run ./build/app
	[ "$status" -eq 0 ]
	[ -z "$output" ]
	[ "$(sqlite3 app.db 'SELECT id FROM schema_migrations')" = 001_users ]
}

@test "README's two lines of meson make a test of every database" {
	mkdir -p migrations/shop
	echo 'CREATE TABLE users (id INTEGER PRIMARY KEY);' > migrations/shop/001_users.sql
	{
		echo "project('app', 'c')"
		block meson 1 'Databases in every state'
	} > meson.build
	load consumer
	make_instar
	meson setup build
	meson test -C build
	jq -e 'length == 1' build/meson-info/intro-tests.json
	grep -q '^ok .* - 001_clean' build/meson-logs/testlog.txt
}

@test "the program answers as README shows" {
	block '' 1 'What the user sees' | sed "s|/data|$PWD|" > wanted
	nukeworks() { "$NUKEWORKS" "$@"; }
	sed -n 's/^\$ //p' wanted > commands
	[ -s commands ]
	while read -r command; do
		echo "\$ $command"
		eval "$command" </dev/null || true
	done < commands > got 2>&1
	same='s/[0-9.]+ ms/N ms/g; s/backup-[0-9]+-[0-9]+/backup-TIME/'
	diff -u <(sed -E "$same" wanted) <(sed -E "$same" got)
}

@test "B2 B3 the product of two sets is mended as README tells, step by step" {
	block '' 1 'Repair' | sed "s|/data/|$PWD/|" > wanted
	handled() { "$HANDLED" "$@"; }
	sed -n 's/^\$ //p' wanted > commands
	[ "$(wc -l < commands)" -eq 6 ]
	handled .
	while read -r command; do
		echo "\$ $command"
		eval "$command" </dev/null || true
	done < commands > got 2>&1
	same='s/[0-9.]+ ms/N ms/g; s/backup-[0-9]+-[0-9]+/backup-TIME/; s/[0-9]+ seconds? old/N seconds old/'
	diff -u <(sed -E "$same" wanted) <(sed -E "$same" got)
}

@test "README names every file, and no other" {
	awk '/^## Where things are$/ { below = 1 } below' "$readme" > last
	for file in "$SOURCE_ROOT"/gen/*.[ch] "$SOURCE_ROOT"/runtime/*.[ch] "$SOURCE_ROOT"/runtime/*.re; do
		stem=$(basename "${file%.*}")
		grep -q "^- \`$stem\`: " last || { echo "$stem is not in README"; false; }
	done
	sed -n 's/^- `\([a-z_]*\)`: .*/\1/p' last | while read -r stem; do
		ls "$SOURCE_ROOT"/gen/"$stem".* "$SOURCE_ROOT"/runtime/"$stem".* 2>/dev/null | grep -q . ||
			{ echo "$stem is only in README"; false; }
	done
}

@test "README has two commands between its markers, one line each" {
	[ "$(awk '/^<!-- the two commands -->$/ { inside = 1; next } /^<!-- end -->$/ { inside = 0 }
		inside && /^[^`]/' "$readme" | wc -l)" -eq 2 ]
}
