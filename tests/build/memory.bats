# Memory that was never written, which the sanitizers do not see: under valgrind, once for
# the generator and once for a host program.

setup() {
	cd "$BATS_TEST_TMPDIR"
	valgrind='valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite'
}

@test "the generator compiles a set without a wrong access to memory or a leak" {
	run $valgrind "$INSTAR" compile "$SOURCE_ROOT/migrations/dated" -o table.c
	echo "$output"
	[ "$status" -eq 0 ]
}

@test "a host makes a database, and looks at it again, without a wrong access or a leak" {
	run $valgrind "$NUKEWORKS" db migrate app.db
	echo "$output"
	[ "$status" -eq 0 ]
	run $valgrind "$NUKEWORKS" db status app.db --validate
	echo "$output"
	[ "$status" -eq 0 ]
}
