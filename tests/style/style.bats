# The house, measured: each figure is printed and has a limit. In: the sources, and for
# globals the objects that were built.

setup() {
	cd "$SOURCE_ROOT"
	sources=$(ls gen/*.c runtime/*.c runtime/*.re)
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

@test "a file holds one thing: at most 500 lines" {
	# The public header is a manual; of it only the lines that are C count.
	headers=$(ls runtime/*.h | grep -v '/instar\.h$')
	{
		wc -l $sources gen/*.h $headers gen/*.y | grep -v ' total$'
		sed -e '/^ *\/\*.*\*\/$/d' -e '/^[ \t]*\/\*/,/\*\//d' runtime/instar.h |
			awk 'END { print NR, "runtime/instar.h" }'
	} | sort -n > "$BATS_TEST_TMPDIR/lines"
	figures=$(awk '{ lines[NR] = $1 } END { print lines[int((NR + 1) / 2)], $1, $2 }' "$BATS_TEST_TMPDIR/lines")
	read -r median longest name <<< "$figures"
	echo "# lines a file: median $median, longest $longest ($name)" >&3
	[ "$median" -le 220 ]
	[ "$longest" -le 500 ]
}

@test "there are no mutable globals" {
	objects=$(find "$BUILD_ROOT/gen/libgen.a.p" "$BUILD_ROOT/gen/instar.p" \
		"$BUILD_ROOT/runtime" -maxdepth 2 -name '*.o')
	[ -n "$objects" ]
	# Constant data with addresses in it is in .data.rel.ro, which is not listed.
	globals=$(objdump -t $objects | awk '
		NF > 4 && $(NF - 2) ~ /^\.(data|bss|tdata|tbss)(\.rel)?(\.local)?$/ && / O / { print $NF }
		NF > 4 && $(NF - 2) == "*COM*" { print $NF }')
	echo "# mutable globals: $(wc -w <<< "$globals") $globals" >&3
	[ -z "$globals" ]
}

@test "a stage includes the shelf and earlier stages, never a later one" {
	awk '
		BEGIN {
			order = "arena text map nearest utf8 identifier rules source diag sarif names directory|" \
				"lex reading grammar parse annotate backfill_words rebuild_words name_words|sections journal layout|plan apart|" \
				"lock judge alone rebuild_place pragmas columns text_rules unsteady allow environment needs|scratch placeholders definition type_words|snapshot|" \
				"rebuild rebuild_back rebuild_check rebuild_table rebuild_write|" \
				"synth synth_blame synth_checks synth_clause synth_draw synth_habits synth_json " \
				"synth_odds synth_parents synth_pattern synth_recipe synth_row synth_value " \
				"synth_virtual synth_words|" \
				"rows driver route backfill lapse rebatch writes lineage losses replaces loss filling again enforced sequences batch lone dangling mended tables refusal rehearse prove facts probe claims guards undo parents blame breaking dependents ddl_only baseline schema_rules outside keys rebuilds indexes loose_keys|" \
				"lower|emit_c states_past states_maker states_damage states_filled states emit_fixtures|output state_files inventory explain findings draft|options command_table usage|main"
			count = split(order, stage, "|")
			for (i = 1; i <= count; i++) {
				size = split(stage[i], name, " ")
				for (j = 1; j <= size; j++)
					rank[name[j]] = i
			}
		}
		FNR == 1 {
			file = FILENAME
			sub(/^gen\//, "", file)
			sub(/\.[chy]$/, "", file)
			if (!(file in rank)) {
				print FILENAME ": has no place in the order of stages"
				bad = 1
			}
		}
		/^#include "/ {
			used = $2
			gsub(/"|\.h"/, "", used)
			if ((used in rank) && rank[used] > rank[file]) {
				print FILENAME ": includes the later stage " used
				bad = 1
			}
		}
		END { exit bad }
	' gen/*.c gen/*.h gen/*.y
}

@test "the runtime does not know the generator" {
	nowhere '#include ".*gen/' runtime/*.c runtime/*.h runtime/*.re
	for header in gen/*.h; do
		name=$(basename "$header")
		[ -f "runtime/$name" ] || nowhere "#include \"$name\"" runtime/*.c runtime/*.h runtime/*.re
	done
}

@test "only sql.c prepares statements, only the commands print" {
	nowhere 'sqlite3_prepare' $(ls runtime/*.c | grep -v runtime/sql.c)
	nowhere '\b(f?printf|puts|fputs|putchar|exit|abort)\(' \
		$(ls runtime/*.c | grep -v -e runtime/cli -e runtime/fixtures_test)
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
	for file in $sources gen/*.h runtime/*.h gen/*.y tests/*.c tests/*/*.c; do
		[ "$(head -c 2 "$file")" = '/*' ] || { echo "$file has no opening comment"; false; }
	done
}

@test "tests are long enough for their source" {
	source=$(cat gen/*.[chy] runtime/*.c runtime/*.re runtime/*.h | wc -l)
	tests=$(find tests -type f \( -name '*.c' -o -name '*.h' -o -name '*.bats' -o -name '*.bash' \
		-o -name '*.sql' -o -name '*.awk' \) -exec cat {} + | wc -l)
	echo "# lines: $source of source, $tests of tests; the aim is one to one" >&3
	[ "$((tests * 10))" -ge "$((source * 6))" ]
}

@test "every source file is built and every test file is run" {
	cd "$BATS_TEST_TMPDIR"
	meson introspect "$BUILD_ROOT" --targets |
		jq -r '.[].target_sources[]?.sources[]?' > known
	meson introspect "$BUILD_ROOT" --tests | jq -r '.[].cmd[]' >> known
	grep '^/' known | xargs -d '\n' realpath -m > paths
	for file in "$SOURCE_ROOT"/{gen,runtime,tests,tests/bench,tests/hosts}/*.c \
		"$SOURCE_ROOT"/tests/*.bats "$SOURCE_ROOT"/tests/*/*.bats; do
		grep -qxF "$file" paths || { echo "$file is in no list of meson.build"; false; }
	done
}

@test "nothing names a place of one machine" {
	nowhere -r '/(work|home|root)/' gen runtime migrations meson.build README.md
}
