# Products that use instar: as a subproject, installed, dropped in, cross built.
# In: this source tree and the programs it built. Everything is made in a temporary folder.

load consumer

# One installation for those who use an installed instar.
setup_file() {
	unset DESTDIR MAKEFLAGS NINJA_STATUS
	cd "$BATS_FILE_TMPDIR"
	install_instar "$PWD/prefix"
}

setup() {
	cd "$BATS_TEST_TMPDIR"
	unset DESTDIR MAKEFLAGS NINJA_STATUS
}

# Find the installed instar, not the one that was built here.
use_installed() {
	export PKG_CONFIG_PATH="$BATS_FILE_TMPDIR/prefix/lib/pkgconfig"
	export PATH="$BATS_FILE_TMPDIR/prefix/bin:$PATH"
}

# The app in build/ migrates a database, and its build follows the directory.
works_and_follows() {
	run ./build/app
	[ "$status" -eq 0 ]
	[ "$output" = 'at 002_email, 2 of 2' ]
	[ "$(sqlite3 shop.db "SELECT group_concat(name) FROM pragma_table_info('users')")" = id,name,email ]

	touch migrations/001_users.sql
	run ninja -C build
	[ "$status" -eq 0 ]
	[ "$(compiled)" -eq 0 ]

	echo 'CREATE TABLE orders (id INTEGER PRIMARY KEY);' > migrations/003_orders.sql
	ninja -C build
	run ./build/app
	[ "$output" = 'at 003_orders, 3 of 3' ]

	rm shop.db
	mv migrations/003_orders.sql migrations/003_sales.sql
	ninja -C build
	run ./build/app
	[ "$output" = 'at 003_sales, 3 of 3' ]

	rm shop.db migrations/003_sales.sql
	ninja -C build
	run ./build/app
	[ "$output" = 'at 002_email, 2 of 2' ]

	run ninja -C build
	[[ "$output" == *'no work to do'* ]]
}

@test "a project with instar as a subproject builds, migrates and follows its directory" {
	make_shop
	make_meson
	make_wrap
	meson setup build
	ninja -C build
	works_and_follows
}

@test "a subproject of instar installs nothing and adds no tests" {
	make_shop
	make_meson
	make_wrap
	meson setup build --prefix="$PWD/prefix"
	run meson introspect build --installed
	[ "$output" = '{}' ]
	run meson introspect build --tests
	[ "$output" = '[]' ]
}

@test "a project with an installed instar builds, migrates and follows its directory" {
	use_installed
	make_shop
	make_meson
	meson setup build
	ninja -C build
	works_and_follows
}

@test "an installed instar serves a host that uses pkg-config and no meson" {
	use_installed
	make_shop
	instar compile migrations -o shop.c
	# shellcheck disable=SC2046 -- flags
	cc -std=c11 -Wall -Wextra -Wpedantic -Werror main.c shop.c \
		$(pkg-config --cflags --libs instar-cli) -o app
	run ./app
	[ "$output" = 'at 002_email, 2 of 2' ]
}

@test "an installed instar gives a host that uses pkg-config a test of every database" {
	use_installed
	make_shop
	instar compile migrations -o shop.c --fixtures databases.c
	# shellcheck disable=SC2046 -- flags
	cc -std=c11 -Wall -Wextra -Wpedantic -Werror -DINSTAR_FIXTURES_MAIN shop.c databases.c \
		$(pkg-config --cflags --libs instar-fixtures) -o databases
	run ./databases
	[ "$status" -eq 0 ]
	[[ "$output" == *'ok '*' - 002_without_tracking'* ]]
}

@test "four files and the compiler are enough: the drop-in way" {
	ninja -C "$BUILD_ROOT" runtime/amalgamation/instar.c
	make_shop
	cp "$BUILD_ROOT/runtime/amalgamation/instar.c" "$BUILD_ROOT/runtime/amalgamation/instar.h" .
	"$INSTAR" compile migrations -o table.c --name shop
	cc main.c instar.c instar.h table.c -lsqlite3
	run ./a.out
	[ "$status" -eq 0 ]
	[ "$output" = 'at 002_email, 2 of 2' ]
}

@test "the dropped-in runtime compiles without a warning" {
	ninja -C "$BUILD_ROOT" runtime/amalgamation/instar.c
	for compiler in gcc clang; do
		"$compiler" -std=c11 -Wall -Wextra -Wpedantic -Werror -c -o instar.o \
			"$BUILD_ROOT/runtime/amalgamation/instar.c"
	done
}

@test "a cross build runs a generator of its own, made for this machine" {
	cat > cross.ini <<-'INI'
		[binaries]
		c = ['cc', '-DCROSS']
		ar = 'ar'
		strip = 'strip'
		pkgconfig = 'pkg-config'
		[host_machine]
		system = 'linux'
		cpu_family = 'x86_64'
		cpu = 'x86_64'
		endian = 'little'
	INI
	make_shop
	make_meson
	make_wrap
	meson setup build --cross-file cross.ini
	ninja -C build app
	[ -x build/subprojects/instar/gen/instar-native ]
	[ ! -e build/subprojects/instar/gen/instar ]
	run ./build/app
	[ "$output" = 'at 002_email, 2 of 2' ]
}
