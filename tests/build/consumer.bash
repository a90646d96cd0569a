# A product that uses instar, made from nothing. Loaded by the tests of this folder.

load ../support/density

# The migrations and the program of a small shop, in the current directory. Without --name
# the table is called as its file.
make_shop() {
	mkdir migrations
	cat > migrations/001_users.sql <<-'SQL'
		CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
	SQL
	cat > migrations/002_email.sql <<-'SQL'
		ALTER TABLE users ADD COLUMN email TEXT;
	SQL
	cat > main.c <<-'C'
		#include <stdio.h>
		#include "instar.h"
		INSTAR_SET(shop);
		int main(void)
		{
			sqlite3 *db = NULL;
			instar *h;
			const struct instar_status *status;
			int code;

			sqlite3_open("shop.db", &db);
			h = instar_open(db, &shop, NULL);
			code = instar_migrate(h);
			if (code != INSTAR_OK)
				printf("%s\n", instar_error(h)->message);
			else if ((status = instar_status(h)))
				printf("at %s, %u of %u\n", status->current, status->position,
					status->count);
			instar_close(h);
			sqlite3_close(db);
			return code;
		}
	C
}

# The build of the design: three lines that name no migration.
make_meson() {
	cat > meson.build <<-'MESON'
		project('shop', 'c')
		instar = dependency('instar')
		shop = custom_target('shop', output: 'shop.c', depfile: 'shop.d', command: [find_program('instar', native: true),
		  'compile', '@CURRENT_SOURCE_DIR@/migrations', '-o', '@OUTPUT@', '--depfile', '@DEPFILE@'])
		executable('app', 'main.c', shop, dependencies: instar)
	MESON
}

# instar as a subproject of the current directory, as a wrap file would fetch it.
make_wrap() {
	mkdir -p subprojects/instar
	(cd "$SOURCE_ROOT" && tar cf - --exclude=./build --exclude=./.git .) |
		tar xf - -C subprojects/instar
	cat > subprojects/instar.wrap <<-'WRAP'
		[wrap-file]
		directory = instar

		[provide]
		dependency_names = instar, instar-cli, instar-fixtures
		program_names = instar
	WRAP
}

# instar installed below the prefix $1; in the quick run what was built here, anew in the
# thorough one.
install_instar() {
	if [ "$(density here anew)" = anew ]; then
		meson setup build "$SOURCE_ROOT" --buildtype=debug --prefix="$1" --libdir=lib
		meson install -C build
		return
	fi
	DESTDIR="$PWD/stage" meson install -C "$BUILD_ROOT" --no-rebuild
	mkdir -p "$1"
	cp -r "stage$(meson introspect "$BUILD_ROOT" --buildoptions |
		jq -r '.[] | select(.name == "prefix").value')/." "$1"
	[ -d "$1/lib/pkgconfig" ] || mv "$1"/lib*/*/* "$1/lib/"
	sed -i -e "s|^prefix=.*|prefix=$1|" -e "s|^libdir=.*|libdir=$1/lib|" "$1"/lib/pkgconfig/*.pc
}

# How many C files the last ninja compiled, from its output.
compiled() {
	grep -c 'Compiling C object' <<< "$output" || true
}
