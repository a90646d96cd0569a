/*
 * Allocation n fails in a backfill, for every n, once and for good: the result is E_NOMEM
 * or OK, a later run finishes the work, and each row is changed once.
 */
#include "suite.h"

#include <stdio.h>
#include <string.h>

#include "backfills.h"

static struct backfills f;
static sqlite3_mem_methods plain;
static long countdown; /* the allocation that fails, counted down to 1; 0: none */
static bool for_good;
static bool missed; /* the allocation that was to fail was never asked for */

static bool fails(void)
{
	if (countdown == 0)
		return false;
	if (countdown > 1) {
		countdown--;
		return false;
	}
	if (!for_good)
		countdown = 0;
	missed = false;
	return true;
}

static void *counted_malloc(int size)
{
	return fails() ? NULL : plain.xMalloc(size);
}

static void *counted_realloc(void *block, int size)
{
	return fails() ? NULL : plain.xRealloc(block, size);
}

static int install(void **state)
{
	sqlite3_mem_methods methods;

	(void)state;
	sqlite3_shutdown();
	sqlite3_config(SQLITE_CONFIG_GETMALLOC, &plain);
	methods = plain;
	methods.xMalloc = counted_malloc;
	methods.xRealloc = counted_realloc;
	sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
	/* So that every allocation of a connection is one that can fail. */
	sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);
	sqlite3_initialize();
	people(&f);
	deferred_index(&f, "people_first", "people",
		"CREATE INDEX people_first ON people(first)", NULL);
	f.items[0].batch = 4;
	return 0;
}

static void run(sqlite3 *db, const char *text)
{
	char *message = NULL;

	if (sqlite3_exec(db, text, NULL, NULL, &message) != SQLITE_OK)
		fail_msg("%s: %s", text, message);
}

static int number(sqlite3 *db, const char *text)
{
	sqlite3_stmt *stmt = NULL;
	int value = -1;

	assert_int_equal(sqlite3_prepare_v2(db, text, -1, &stmt, NULL), SQLITE_OK);
	if (sqlite3_step(stmt) == SQLITE_ROW)
		value = sqlite3_column_int(stmt, 0);
	sqlite3_finalize(stmt);
	return value;
}

static sqlite3 *start(void)
{
	sqlite3 *db = NULL;
	instar *h;

	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	h = instar_open(db, &f.b.set, NULL);
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
	run(db, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i "
		"< 12)"
		" INSERT INTO people(id, first, last) SELECT i, 'f' || i, 'l' FROM n;"
		"CREATE TEMP TABLE changes(id);"
		"CREATE TEMP TRIGGER counted AFTER UPDATE ON people BEGIN INSERT INTO "
		"changes"
		" VALUES(new.id); END");
	return db;
}

static int fill(sqlite3 *db)
{
	struct instar_backfill_options options = { .size = sizeof(options), .alone = 1 };
	instar *h = instar_open(db, &f.b.set, NULL);
	int code = instar_backfill(h, &options);

	countdown = 0;
	if (code != INSTAR_OK && code != INSTAR_E_NOMEM)
		fail_msg("%s", instar_error(h)->message);
	instar_close(h);
	return code;
}

/* True when the run asked for so many allocations. */
static bool try_one(long n)
{
	sqlite3 *db = start();

	missed = true;
	countdown = n;
	fill(db);
	assert_int_equal(sqlite3_get_autocommit(db), 1);
	if (number(db, "SELECT count(*) FROM sqlite_master WHERE name ="
		       " 'schema_backfills'"))
		run(db, "UPDATE schema_backfills SET runner = NULL"); /* it is gone */
	if (fill(db) != INSTAR_OK)
		fail_msg("allocation %ld: it cannot be finished", n);
	assert_int_equal(
		number(db, "SELECT count(*) FROM people WHERE name = first || ' l'"), 12);
	assert_int_equal(number(db, "SELECT count(*) FROM changes"), 12);
	assert_int_equal(
		number(db,
			"SELECT count(*) FROM sqlite_master WHERE name = 'people_first'"),
		1);
	sqlite3_close(db);
	return !missed;
}

static void try_all(bool always, long stride)
{
	sqlite3_int64 used = sqlite3_memory_used();
	long n = 1;

	for_good = always;
	while (try_one(n))
		n += stride;
	assert_true(n > 500);
	assert_int_equal(sqlite3_memory_used(), used);
}

static void a_backfill_survives_every_allocation_that_fails_once(void **state)
{
	(void)state;
	try_all(false, 1);
}

static void a_backfill_survives_memory_that_does_not_come_back(void **state)
{
	(void)state;
	try_all(true, 3);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_backfill_survives_every_allocation_that_fails_once),
	cmocka_unit_test(a_backfill_survives_memory_that_does_not_come_back),
};

int main(void)
{
	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests_name(__FILE__, tests, install, NULL);
}
