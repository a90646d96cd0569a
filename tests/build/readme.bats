# The READMEs tell the truth: each block in them is run, and gives what they show.
# In: the READMEs, and the programs that were built. See blocks.bash for what a block is.

load blocks

setup() {
	cd "$BATS_TEST_TMPDIR"
}

# A README is no longer than $2 lines, and all of its blocks run.
tell_the_truth() {
	make_room
	run_blocks "$SOURCE_ROOT/$1"
	[ "$(find ../blocks -name '*.line' | wc -l)" -ge "$2" ]
}

@test "README is true, block by block" {
	tell_the_truth README.md 9
	[ "$(wc -l < "$SOURCE_ROOT/README.md")" -le 200 ]
}

@test "the demonstration ends with the migration that README shows" {
	make_room
	split_blocks "$SOURCE_ROOT/README.md"
	cat ../blocks/00[234].sql > shown
	diff -u shown <(cat "$SOURCE_ROOT"/tests/refused/*.sql)
}

@test "the manual of writing migrations is true, block by block" {
	tell_the_truth migrations/README.md 1
}

@test "B2 B3 the manual of running migrations is true, block by block" {
	tell_the_truth runtime/README.md 1
}

@test "the manual of what is proved is true, block by block" {
	tell_the_truth gen/README.md 1
}

@test "the manual of the tests is true, block by block" {
	tell_the_truth tests/README.md 1
}

@test "every other README is true, block by block" {
	cd "$SOURCE_ROOT"
	find README.md .ci gen runtime migrations tests -name '*.md' |
		grep -vxE '(migrations/|runtime/|gen/|tests/)?README.md' > "$BATS_TEST_TMPDIR/others" || true
	while read -r file; do
		mkdir "$BATS_TEST_TMPDIR/${file//\//-}"
		cd "$BATS_TEST_TMPDIR/${file//\//-}"
		tell_the_truth "$file" 0
	done < "$BATS_TEST_TMPDIR/others"
}

@test "the manuals list every room, in the order of the build" {
	for half in gen runtime; do
		diff <(sed -n 's/^- \[\([a-z_]*\)](\1\/README.md): ..*/\1/p' "$SOURCE_ROOT/$half/README.md") \
			<(sed -n "/^foreach room/,/^\]/s/^  '\(.*\)',\$/\1/p" "$SOURCE_ROOT/$half/meson.build")
	done
}

@test "the links of READMEs lead somewhere" {
	cd "$SOURCE_ROOT"
	find README.md .ci gen runtime migrations tests -name '*.md' | while read -r file; do
		grep -o '](\([^)#]*\)' "$file" | cut -c 3- | while read -r link; do
			case $link in
			https://*) ;;
			*) [ -e "$(dirname "$file")/$link" ] || { echo "$file: $link"; false; } ;;
			esac
		done
	done
}

# The blocks of a README whose text comes from standard input are not all run: it fails.
refuses() {
	cat > wrong.md
	rm -rf refused
	mkdir refused
	# A shell of its own, because bats runs commands of `run` without -e.
	run bash -eu -c 'source "$1"; cd refused; make_room; run_blocks ../../wrong.md' - \
		"$BATS_TEST_DIRNAME/blocks.bash"
	[ "$status" -ne 0 ]
	[[ "$output" == *"$1"* ]]
}

@test "a block that nobody runs, or that shows something else, fails" {
	printf '```yaml\na: 1\n```\n' | refuses 'nobody knows how to run this'
	printf '```\na line of text\n```\n' | refuses 'neither commands nor findings'
	printf '```sh\nfalse\n```\n' | refuses sh
	printf '```c\nint f(void) { return g(); }\n```\n' | refuses 'implicit declaration'
	printf '```sql\nCREATE TABLE t(a);\n```\n' | refuses 'its first line is not -- PATH.sql'
	printf '```sql\n-- m/001_t.sql\nCREATE TABLE t(a,);\n```\n' | refuses 'm/001_t.sql:2'
	printf '```\n$ echo one\ntwo\n```\n' | refuses '+one'
	printf '```sql\n-- m/001_t.sql\nCREATE TABLE t(a);\n```\n```\nm/001_t.sql:1:1: error: no\n```\n' |
		refuses '-m/001_t.sql:1:1: error: no'
	printf '* a list\n\n  ```sh\n  false\n  ```\n' | refuses 'a fence that starts no line'
	printf 'text\n\n    false\n' | refuses 'a block that is indented'
	printf '```sh\ntrue\n' | refuses 'a fence without its end'
}

@test "a block that cannot be run says why" {
	printf '<!-- not run: it never ends -->\n```sh\nfalse\n```\n' > right.md
	make_room
	run_blocks ../right.md
	[ "$(cat ../blocks/001.why)" = '<!-- not run: it never ends -->' ]
}

@test "README has two commands between its markers, one line each" {
	[ "$(awk '/^<!-- the two commands -->$/ { inside = 1; next } /^<!-- end -->$/ { inside = 0 }
		inside && /^[^`]/' "$SOURCE_ROOT/README.md" | wc -l)" -eq 2 ]
}
