/*
 * refused: a database in a folder of its own, and the sentence that refuses it.
 *
 * The one set of these tests is the shop. in_folder(test) makes and removes the folder.
 */
#ifndef TESTS_REFUSED_H
#define TESTS_REFUSED_H

#include "suite.h"

#include <string.h>
#include <sys/stat.h>

#include "dump.h"

static struct builder b;

/* A new directory for each test, and a path of a database in it. */
static char *folder;
static char path[96];

static inline int enter(void **state)
{
	(void)state;
	folder = make_directory();
	snprintf(path, sizeof(path), "%s/app.db", folder);
	return 0;
}

static inline int leave(void **state)
{
	(void)state;
	chmod(folder, 0700);
	remove_directory(folder);
	return 0;
}

static inline void make(const char *mode, uint32_t steps)
{
	sqlite3 *db = open_db(path);

	run(db, mode);
	build_by_hand(db, shop(&b), 0, steps);
	sqlite3_close(db);
}

static inline void make_current(const char *mode)
{
	sqlite3 *db = open_db(path);
	instar *h;

	run(db, mode);
	h = instar_open(db, shop(&b), NULL);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
	sqlite3_close(db);
}

static inline void write_at(long offset, const void *bytes, size_t size)
{
	FILE *file = fopen(path, "r+b");

	if (!file)
		file = fopen(path, "wb");
	assert_non_null(file);
	fseek(file, offset, SEEK_SET);
	fwrite(bytes, 1, size, file);
	fclose(file);
}

static inline char *read_file(size_t *size)
{
	static char bytes[200000];
	FILE *file = fopen(path, "rb");

	*size = file ? fread(bytes, 1, sizeof(bytes), file) : 0;
	if (file)
		fclose(file);
	return bytes;
}

static inline void expect(
	sqlite3 *db, const struct instar_options *options, int code, const char *message)
{
	instar *h = instar_open(db, shop(&b), options);

	instar_migrate(h);
	if (strcmp(instar_error(h)->message, message) != 0)
		fail_msg("\"%s\", not \"%s\"", instar_error(h)->message, message);
	assert_int_equal(instar_error(h)->code, code);
	assert_int_equal(sqlite3_get_autocommit(db) || code == INSTAR_E_TRANSACTION, 1);
	instar_close(h);
}

#define in_folder(test) cmocka_unit_test_setup_teardown(test, enter, leave)

#endif
