# The house, measured: each figure is printed and has a limit. In: the sources, and for
# globals the objects that were built.

setup() {
	cd "$SOURCE_ROOT"
	sources=$(find gen runtime -name '*.c' -o -name '*.re' | sort)
	headers=$(find gen runtime -name '*.h' | grep -v '^runtime/instar\.h$' | sort)
}

# Fails when grep finds something, and shows it.
nowhere() {
	if grep -nE "$@"; then
		return 1
	fi
}

# Lengths of all functions, sorted.
function_lengths() {
	ctags -f - --language-force=C --kinds-C=f --fields=+ne $sources |
		sed -n 's/.*\tline:\([0-9]*\).*\tend:\([0-9]*\).*/\1 \2/p' |
		awk '{ print $2 - $1 + 1 }' | sort -n
}

@test "functions fit a screen" {
	figures=$(function_lengths | awk '
		{ length_of[NR] = $1; over += $1 > 50 }
		END { print length_of[int((NR + 1) / 2)], length_of[int(NR * 0.95 + 0.5)], $1, over * 100 / NR }')
	read -r median most longest over <<< "$figures"
	echo "# function length: median $median, 95 % within $most, longest $longest, $over % over 50" >&3
	[ "$median" -le 12 ]
	[ "$most" -le 40 ]
	[ "$longest" -le 90 ]
	awk -v over="$over" 'BEGIN { exit over > 2 }'
}

@test "a file holds one thing: at most 600 lines" {
	# The public header is a manual; of it only the lines that are C count.
	{
		wc -l $sources $headers gen/sql/grammar*.y | grep -v ' total$'
		sed -e '/^ *\/\*.*\*\/$/d' -e '/^[ \t]*\/\*/,/\*\//d' runtime/instar.h |
			awk 'END { print NR, "runtime/instar.h" }'
	} | sort -n > "$BATS_TEST_TMPDIR/lines"
	figures=$(awk '{ lines[NR] = $1 } END { print lines[int((NR + 1) / 2)], $1, $2 }' "$BATS_TEST_TMPDIR/lines")
	read -r median longest name <<< "$figures"
	echo "# lines a file: median $median, longest $longest ($name)" >&3
	[ "$median" -le 220 ]
	[ "$longest" -le 600 ]
}

@test "there are no mutable globals but the account of SQLite's memory" {
	objects=$(find "$BUILD_ROOT/gen/libgen.a.p" "$BUILD_ROOT/gen/instar.p" \
		"$BUILD_ROOT/runtime" -maxdepth 2 -name '*.o')
	[ -n "$objects" ]
	# Constant data with addresses in it is in .data.rel.ro, which is not listed.
	globals=$(objdump -t $objects | awk '
		NF > 4 && $(NF - 2) ~ /^\.(data|bss|tdata|tbss)(\.rel)?(\.local)?$/ && / O / { print $NF }
		NF > 4 && $(NF - 2) == "*COM*" { print $NF }')
	# SQLite gives its allocator no context: gen/oracle/heap.c.
	globals=$(sed '/^heap$/d' <<< "$globals")
	echo "# mutable globals: $(wc -w <<< "$globals") $globals" >&3
	[ -z "$globals" ]
}

# The rooms of gen or runtime in their order, as its meson.build has them.
rooms_of() {
	sed -n "/^foreach room/,/^\]/s/^  '\(.*\)',$/\1/p" "$1/meson.build" | xargs
}

@test "no room includes or calls a later one, and no two rooms have a file of one name" {
	for half in gen runtime; do
		files=$(find $half -name '*.[chy]' -o -name '*.re' | grep -v '^runtime/instar[a-z_]*\.h$' | sort)
		tags=$BATS_TEST_TMPDIR/$half.tags
		ctags -f "$tags" --language-force=C --kinds-C=fv --fields=+f \
			$(grep -v '\.h$' <<< "$files")
		order=$(rooms_of $half)
		[ "$(wc -w <<< "$order")" -ge 11 ]
		[ "$(grep -vc '^!' "$tags")" -ge 300 ]
		awk -v half=$half -v order="$order" -v tags="$tags" -f tests/style/rooms.awk \
			"$tags" $files
	done
}

@test "each room has a README of at most 40 lines that names its files, and no other" {
	for half in gen runtime; do
		for room in $(rooms_of $half); do
			page=$half/$room/README.md
			[ "$(wc -l < "$page")" -le 40 ]
			diff <(sed -n 's/^- \(`[a-z0-9_`, ]*`\): ..*/\1/p' "$page" | tr -d '`,' |
				tr ' ' '\n' | sort) \
				<(find "$half/$room" -name '*.[chy]' -o -name '*.re' |
					sed 's/.*\///; s/\..*//' | sort -u)
		done
	done
}

@test "the check of rooms sees an include, a call, and two files of one name" {
	cd "$BATS_TEST_TMPDIR"
	mkdir -p gen/a gen/b
	printf 'int b_call(int);\nint b_call(int x)\n{\n\treturn x;\n}\n' > gen/b/two.c
	rooms() {
		ctags -f tags --language-force=C --kinds-C=fv --fields=+f gen/*/*.c
		awk -v half=gen -v order='a b' -v tags=tags -f "$SOURCE_ROOT/tests/style/rooms.awk" \
			tags gen/*/*.c
	}
	printf '/* b_call(1) */ const char *s = "b_call(";\n' > gen/a/one.c
	rooms
	printf '#include "gen/b/two.h"\n' > gen/a/one.c
	run rooms
	[ "$status" -eq 1 ]
	[ "$output" = 'gen/a/one.c: includes the later gen/b/two.h' ]
	printf 'int f(void)\n{\n\treturn b_call(1);\n}\n' > gen/a/one.c
	run rooms
	[ "$output" = 'gen/a/one.c: calls b_call of the later gen/b/two.c' ]
	printf 'int g;\n' > gen/a/one.c
	printf 'int h;\n' > gen/a/two.c
	run rooms
	[ "$output" = 'gen/b/two.c: a has a file of this name too' ]
}

@test "the runtime does not know the generator" {
	nowhere '#include "gen/' $(find runtime -type f)
}

@test "no room but sqlite names SQLite's statement calls, only the commands print" {
	calls='\bsqlite3_(prepare|step|finalize|reset|clear_bindings|bind_|column_|exec|get_table|get_autocommit)'
	outside=$(find runtime -name '*.[ch]' | grep -v -e ^runtime/sqlite/ -e '^runtime/instar[a-z_]*\.h$')
	echo "# statement calls of SQLite outside runtime/sqlite: $(cat $outside | grep -cE "$calls")" >&3
	nowhere "$calls" $outside
	nowhere '\b(f?printf|puts|fputs|putchar|exit|abort)\(' \
		$(find runtime -name '*.c' | grep -v -e runtime/cli/ -e runtime/fixtures/test)
}

@test "SQL is read in gen/sql, the marks of other tools in gen/read, all else is from the tree" {
	readers=$(grep -lE 'instar__token_(next|fold)|gen/sql/(grammar|lex)\.h|->tokens\b' \
		$(find gen -name '*.[ch]' -not -path 'gen/sql/*' -not -path 'gen/read/*') || true)
	echo "# files that read SQL over tokens outside gen/sql and gen/read: $(wc -w <<< "$readers") $readers" >&3
	[ -z "$readers" ]
}

@test "the generator asks SQLite in the room oracle only" {
	statements='sqlite3_(stmt_|prepare|step|finalize|reset|bind|column|exec|get_table|changes|last_insert|errmsg|errcode|extended_errcode|value|result)'
	calls=$(find gen -path gen/oracle -prune -o \( -name '*.[chy]' -o -name '*.re' \) -exec grep -hoE "\b$statements" {} + | wc -l)
	echo "# statement calls of SQLite outside gen/oracle: $calls" >&3
	nowhere "\b$statements" -r gen --exclude-dir=oracle
	grep -rqE "\b$statements" gen/oracle
}

@test "the public header is mostly prose" {
	share=$(awk '
		/^[ \t]*$/ { next }
		{ lines++ }
		/\/\*/ { inside = 1 }
		inside { prose++ }
		/\*\// { inside = 0 }
		END { printf "%d", prose * 100 / lines }' runtime/instar.h)
	echo "# prose in instar.h: $share %" >&3
	[ "$share" -ge 60 ]
}

@test "every file says what it is before it says anything else" {
	for file in $sources $headers runtime/instar.h gen/sql/grammar*.y $(find tests -name "*.c"); do
		[ "$(head -c 2 "$file")" = '/*' ] || { echo "$file has no opening comment"; false; }
	done
}

@test "tests are long enough for their source" {
	source=$(cat $sources $headers runtime/instar.h gen/sql/grammar*.y gen/report/*.def | wc -l)
	tests=$(find tests -type f \( -name '*.c' -o -name '*.h' -o -name '*.bats' -o -name '*.bash' \
		-o -name '*.sql' -o -name '*.awk' \) -exec cat {} + | wc -l)
	for half in gen runtime; do
		echo "# lines of $half: $(find $half -name '*.[chy]' -o -name '*.re' -o -name '*.def' | xargs cat | wc -l)" >&3
	done
	echo "# lines: $source of source, $tests of tests; the aim is one to one" >&3
	[ "$((tests * 10))" -ge "$((source * 6))" ]
}

@test "every source file is built and every test file is run" {
	cd "$BATS_TEST_TMPDIR"
	meson introspect "$BUILD_ROOT" --targets |
		jq -r '.[].target_sources[]?.sources[]?' > known
	meson introspect "$BUILD_ROOT" --tests | jq -r '.[].cmd[]' >> known
	grep '^/' known | xargs -d '\n' realpath -m > paths
	for file in $(cd "$SOURCE_ROOT" && find "$PWD"/gen "$PWD"/runtime "$PWD"/tests \( -name '*.c' -o -name '*.bats' \) \
		-not -path '*/by_hand/*'); do
		grep -qxF "$file" paths || { echo "$file is in no list of meson.build"; false; }
	done
}

@test "comments, messages and pages use the field's words" {
	pages=$(find gen runtime migrations meson.build README.md tests/README.md -name '*.[chy]' \
		-o -name '*.re' -o -name '*.def' -o -name '*.md' -o -name '*.sql' -o -name '*.awk' \
		-o -name meson.build | sort)
	[ "$(wc -w <<< "$pages")" -ge 500 ]
	awk -f tests/style/words.awk tests/style/words $pages
}

@test "the check of words sees a comment, a string, two lines and a page, and no name" {
	cd "$BATS_TEST_TMPDIR"
	words() {
		awk -f "$SOURCE_ROOT/tests/style/words.awk" "$SOURCE_ROOT/tests/style/words" "$1"
	}
	cat > names.c <<'END'
/* `mend` stands for `stands_at`; a stand-in of mend() says "mends->text" */
int mend = stands + lone("stakes", "mend", 'a'); /* it understands */
printf("%s,\n  mends: [", bare);
END
	words names.c
	[ -n "$(grep -v '^#' "$SOURCE_ROOT/tests/style/words")" ]
	printf '/* The way\n * back. */\nfail("it was " // \n "mended: %%s");\n' > prose.c
	run words prose.c
	[ "$status" -eq 1 ]
	[ "$output" = "prose.c:2:  * back. */
	write: down migration (the SQL), rollback (the act)
prose.c:4:  \"mended: %s\");
	write: fix (rows and files), repair (a database)" ]
	printf 'A step\nInsists on it.\n' > page.md
	run words page.md
	[ "$output" = "page.md:2: Insists on it.
	write: require" ]
	printf -- "INSERT INTO t VALUES ('stands'); -- it stands\n" > step.sql
	run words step.sql
	[ "$status" -eq 1 ]
}

@test "nothing names a place of one machine" {
	nowhere -r '/(work|home|root)/' gen runtime migrations meson.build README.md
}
