/*
 * Allocation n fails in a backfill, for every n, once and for good: the result is E_NOMEM
 * or OK, a later run finishes the work, and each row is changed once.
 */
#include "suite.h"

#include <stdio.h>
#include <string.h>

#include "backfills.h"
#include "density.h"
#include "scarce.h"

static struct backfills f;
static int install(void **state)
{
	(void)state;
	scarce_install();
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

static bool ran_out; /* of memory, in the last run */

/* Who listens is told what time is left. */
static int listen(void *context, const struct instar_event *event)
{
	(void)context;
	assert_true(event->left_us >= 0);
	return 0;
}

static int fill(sqlite3 *db)
{
	struct instar_options heard = { .size = sizeof(heard), .on_event = listen };
	struct instar_backfill_options options = { .size = sizeof(options), .alone = 1 };
	instar *h = instar_open(db, &f.b.set, &heard);
	int code = instar_backfill(h, &options);

	ran_out = scarce_end();
	if (code != INSTAR_OK && code != INSTAR_E_NOMEM)
		fail_msg("%s", instar_error(h)->message);
	instar_close(h);
	return code;
}

/* True when the run asked for so many allocations. */
static bool try_one(long n, bool for_good)
{
	sqlite3 *db = start();
	bool reached;

	scarce_from(n, for_good);
	fill(db);
	reached = ran_out;
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
	return reached;
}

static void try_all(bool for_good, long stride)
{
	sqlite3_int64 used = sqlite3_memory_used();
	long n = 1;

	while (try_one(n, for_good))
		n += stride;
	assert_true(n > 500);
	assert_int_equal(sqlite3_memory_used(), used);
}

static void a_backfill_survives_every_allocation_that_fails_once(void **state)
{
	(void)state;
	try_all(false, density_stride(11, 1));
}

static void a_backfill_survives_memory_that_does_not_come_back(void **state)
{
	(void)state;
	try_all(true, density_stride(17, 3));
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
