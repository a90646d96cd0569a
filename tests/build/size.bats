# How big the result is: the runtime's text, the relocations of a compiled set, and how
# often a fresh install waits for the disk. Figures are printed.

setup() {
	cd "$BATS_TEST_TMPDIR"
}

# A history of $1 migrations, compiled into table.c with the symbol `history`.
compile_history() {
	mkdir history
	awk -v n="$1" -v dir=history -f "$SOURCE_ROOT/tests/bench/history.awk"
	"$INSTAR" compile history -o table.c --name history
}

relocations() {
	cc -std=c11 -O2 -fPIC -I"$SOURCE_ROOT/runtime" -c -o table.o "$1"
	readelf -rW table.o | grep -c 'R_[A-Z0-9_]*' || true
}

@test "what a host links that only migrates is smaller than 64 KiB at -O2" {
	ld -r -u instar_open -u instar_migrate -u instar_error -u instar_close \
		-o instar.o "$BUILD_ROOT/runtime/libinstar.a"
	text=$(size instar.o | awk 'NR == 2 { print $1 }')
	echo "# text: $text bytes" >&3
	[ "$text" -lt 65536 ]
}

@test "a compiled set needs at most 4 relocations, however many steps it has" {
	"$INSTAR" compile "$SOURCE_ROOT/migrations/nukeworks" -o table.c --name shop
	few=$(relocations table.c)
	compile_history 200
	many=$(relocations table.c)
	echo "# relocations: $few with 2 steps, $many with 200" >&3
	[ "$few" -le 4 ]
	[ "$many" -le 4 ]
}

@test "a fresh install waits for the disk at most 4 times, and a start with nothing to do never" {
	strace -f -e trace=fdatasync,fsync -o calls true || skip 'strace may not trace here'
	strace -f -e trace=fdatasync,fsync -o calls "$NUKEWORKS" db migrate app.db
	syncs=$(grep -c -e 'fdatasync(' -e 'fsync(' calls || true)
	strace -f -e trace=fdatasync,fsync,write,pwrite64 -o calls "$NUKEWORKS" db migrate app.db
	again=$(grep -c -E '(sync|pwrite64)\(' calls || true)
	echo "# syncs: $syncs fresh, $again with nothing to do" >&3
	[ "$syncs" -gt 0 ]
	[ "$syncs" -le 4 ]
	[ "$again" -eq 0 ]
}
