#!/usr/bin/env bats
# What statements distinguish and what the rows met of it: as `check` tells it, and over all
# sets; with CORPUS=DIR over the histories that are there, too.

bats_require_minimum_version 1.5.0

setup() {
	: "${INSTAR:?the program to test}"
	cd "$BATS_TEST_TMPDIR"
	mkdir shop
	echo 'CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, age INTEGER);' >shop/001_users.sql
	echo "UPDATE users SET age = 99 WHERE age > 99 AND hex(substr(name, 2)) = '4F4B21';" >shop/002_clear.sql
}

# situations, met, ruled out, not asked
measure() {
	for set in "$@"; do
		"$INSTAR" check "$set" --gaps=warn --coverage --format=json 2>>findings |
			jq -r '[.situations, .met, .ruled_out, .not_asked] | @tsv'
	done | awk '{ for (i = 1; i < 5; i++) sum[i] += $i } END { print sum[1] + 0, sum[2] + 0, sum[3] + 0, sum[4] + 0 }'
}

report() {
	read -r all met ruled_out unasked <<<"$2"
	echo "# $1: $met of $all situations met, $ruled_out ruled out by the schema, $unasked not asked" >&3
}

@test "check ends with how many situations the rows met, and names the others" {
	run "$INSTAR" check shop
	[ "$status" -eq 0 ]
	[[ ${lines[-1]} == "2 steps proved"*"; the rows met 1 of 5 situations" ]]
	[[ $output == *"shop/002_clear.sql:1:1: note: the rows met 1 of 5 situations [INS0514]"* ]]
	[[ $output == *"hex(substr(name, 2)) = '4F4B21' true"* ]]
}

@test "check --coverage lists the situations of each statement, and why one is not met" {
	run --separate-stderr "$INSTAR" check shop --coverage
	[ "$status" -eq 0 ]
	[ "${lines[0]}" = "002_clear.sql:1:1: 1 of 5 met, 1 ruled out" ]
	[[ $output == *"  1:46: met: hex(substr(name, 2)) = '4F4B21' false"* ]]
	[[ $output == *"  1:46: not met: hex(substr(name, 2)) = '4F4B21' true (hex(substr(name, 2)) = '4F4B21' is never true"* ]]
	[ "${lines[-1]}" = "1 of 5 situations met, 1 ruled out by the schema" ]
}

@test "check --coverage --format=json is one document on standard output" {
	run --separate-stderr "$INSTAR" check shop --coverage --format=json
	[ "$(jq -r '[.situations, .met, (.statements | length)] | @csv' <<<"$output")" = 5,1,1 ]
	[ "$(jq -r '.statements[0].situations[0] | .label + ": " + .state' <<<"$output")" = "age > 99 true: not met" ]
	jq -e . <<<"$stderr" >/dev/null || [ -n "$stderr" ]
}

@test "the same history gives the same situations, byte for byte" {
	"$INSTAR" check "$SOURCE_ROOT/tests/sets/rebuilt" --coverage >one 2>/dev/null
	"$INSTAR" check "$SOURCE_ROOT/tests/sets/rebuilt" --coverage >other 2>/dev/null
	cmp one other
	[ -s one ]
}

@test "the rows meet most of what the sets of this project distinguish" {
	figures=$(measure "$SOURCE_ROOT"/migrations/*/ "$SOURCE_ROOT"/tests/sets/*/)
	report "all sets" "$figures"
	read -r all met _ unasked <<<"$figures"
	[ "$all" -ge 80 ]
	[ $((met * 100)) -ge $((all * 90)) ]
	[ "$unasked" -eq 0 ]
}

@test "the rows meet most of what real histories distinguish" {
	[ -n "${CORPUS:-}" ] || skip "CORPUS is not set"
	figures=$(measure "$CORPUS"/*/)
	report "$CORPUS" "$figures"
	read -r all met _ _ <<<"$figures"
	[ $((met * 100)) -ge $((all * 80)) ]
}
