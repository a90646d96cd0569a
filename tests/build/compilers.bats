# What compiles where: other compilers, C++, Windows. In: the sources and what was built.

load ../support/density

setup() {
	cd "$BATS_TEST_TMPDIR"
	warnings='-Wall -Wextra -Wpedantic -Werror'
}

@test "the runtime compiles for Windows: nothing of POSIX slips in" {
	mkdir include
	cp "$(pkg-config --variable=includedir sqlite3)/sqlite3.h" include
	# The second of these are the scanner, and all of the runtime as one file.
	n=0
	for file in $(find "$SOURCE_ROOT/runtime" -name '*.c' | sort) "$BUILD_ROOT"/runtime/{amalgamation,sqlite}/*.c; do
		[ -f "$file" ] || continue
		[[ $file == "$BUILD_ROOT"/* ]] || ((n++ % $(density 4 1) == 0)) || continue
		x86_64-w64-mingw32-gcc -std=c11 $warnings -Iinclude -I"$SOURCE_ROOT" -I"$SOURCE_ROOT/runtime" \
			-c -o "$(basename "$file").obj" "$file"
	done
	[ "$(ls ./*.obj | wc -l)" -gt 5 ]
}

@test "runtime and generator compile with clang without a warning" {
	n=0
	for file in $(find "$SOURCE_ROOT/runtime" "$SOURCE_ROOT/gen" -name '*.c' | sort); do
		((n++ % $(density 4 1) == 0)) || continue
		clang -std=c11 $warnings -D_DEFAULT_SOURCE -I"$SOURCE_ROOT/runtime" \
			-I"$SOURCE_ROOT" -I"$BUILD_ROOT" -fsyntax-only "$file"
	done
}

@test "the public headers work in C++ and in pedantic C99" {
	for header in instar.h instar_set.h instar_cli.h instar_fixtures.h; do
		printf '#include "%s"\n#include "%s"\n' "$header" "$header" > use.c
		cp use.c use.cpp
		g++ $warnings -I"$SOURCE_ROOT/runtime" -fsyntax-only use.cpp
		clang++ -std=c++11 $warnings -I"$SOURCE_ROOT/runtime" -fsyntax-only use.cpp
		gcc -std=c99 -pedantic-errors $warnings -I"$SOURCE_ROOT/runtime" -fsyntax-only use.c
	done
}

@test "a compiled set compiles without a warning, as C99 and C11, with gcc and clang" {
	n=0
	for set in "$SOURCE_ROOT"/migrations/*/; do
		"$INSTAR" compile "$set" -o table.c --name shop
		for compiler in gcc clang; do
			for standard in c99 c11; do
				((n++ % $(density 3 1) == 0)) || continue
				"$compiler" -std="$standard" -pedantic-errors $warnings \
					-I"$SOURCE_ROOT/runtime" -c -o table.o table.c
			done
		done
	done
}

@test "the version of the header is the version of the build" {
	version=$(sed -n 's/^#define INSTAR_VERSION "\(.*\)"/\1/p' "$SOURCE_ROOT/runtime/instar.h")
	[ "$(meson introspect "$BUILD_ROOT" --projectinfo | jq -r .version)" = "$version" ]
}
