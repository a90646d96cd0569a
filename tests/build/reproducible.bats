# The same migrations give the same bytes, whoever compiles them, where and when.

setup() {
	cd "$BATS_TEST_TMPDIR"
}

@test "path, clock, locale, umask and file order do not change a byte" {
	for set in "$SOURCE_ROOT"/migrations/*/; do
		name=$(basename "$set")
		mkdir -p "one/$name" "two/a longer path/$name"
		for file in "$set"*.sql; do
			cp "$file" "one/$name/"
		done
		for file in $(ls -r "$set"); do
			[ ! -f "$set/$file" ] || cp "$set/$file" "two/a longer path/$name/"
		done
		touch -d '2001-02-03' "two/a longer path/$name"/*
		(umask 022 && LC_ALL=C TZ=UTC "$INSTAR" compile "one/$name" -o one.c --name shop)
		(cd two && umask 077 && LC_ALL=C.UTF-8 LANG=tr_TR.UTF-8 TZ=Asia/Tokyo SOURCE_DATE_EPOCH=1 \
			"$INSTAR" compile "a longer path/$name/" -o ../two.c --name shop)
		cmp one.c two.c
	done
}

@test "a second compile of the same directory leaves the output untouched" {
	"$INSTAR" compile "$SOURCE_ROOT/migrations/nukeworks" -o table.c
	touch -d '2001-02-03' table.c
	"$INSTAR" compile "$SOURCE_ROOT/migrations/nukeworks" -o table.c
	[ "$(date -r table.c +%Y)" = 2001 ]
}
