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

# The text of a program that calls these functions of the runtime, without what it is in
# any program.
text_with() {
	printf '%s\n' 'extern int f(void); int f(void) { return 0; }' > empty.c
	printf '#include "instar.h"\n' > host.c
	printf 'void *const used[] = { %s };\n' "$(printf '(void *)%s, ' "$@")" >> host.c
	for name in empty host; do
		printf 'int main(int c, char **v) { (void)v; return c > 9; }\n' >> $name.c
	done
	sed -i 's/^void \*const/__attribute__((used, retain)) &/' host.c
	cc -std=gnu11 -O2 -I"$BUILD_ROOT/runtime" -I"$SOURCE_ROOT/runtime" -c host.c empty.c
	cc -o empty empty.o -lsqlite3
	cc -Wl,--gc-sections -u main -o host host.o instar.o -lsqlite3
	echo $(($(size host | awk 'NR == 2 { print $1 }') - $(size empty | awk 'NR == 2 { print $1 }')))
}

@test "what a host that migrates links is smaller than 128 KiB at -O2" {
	ninja -C "$BUILD_ROOT" runtime/amalgamation/instar.c
	cc -std=c11 -O2 -ffunction-sections -fdata-sections -c -o instar.o "$BUILD_ROOT/runtime/amalgamation/instar.c"
	text=$(text_with instar_open instar_migrate instar_error instar_close)
	all=$(size instar.o | awk 'NR == 2 { print $1 }')
	echo "# text: $text bytes of $all" >&3
	[ "$text" -gt 20000 ]
	[ "$text" -lt 131072 ]
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
