/*
 * What a host is told while a backfill runs: how long the rest may take, along every kind
 * of key.
 */
#include "suite.h"

#include <stdio.h>
#include <string.h>

#include "database.h"
#include "history.h"

struct pace_case {
	const char *name;
	const char *table;
	const char *rows; /* n is 1 … 10000 */
};

static const struct pace_case keys[] = {
	{ "a rowid", "CREATE TABLE t(k INTEGER PRIMARY KEY, v TEXT)",
		"INSERT INTO t(k) SELECT n FROM n" },
	{ "numbers that begin high", "CREATE TABLE t(k INTEGER PRIMARY KEY, v TEXT)",
		"INSERT INTO t(k) SELECT 9000000000 + 7 * n FROM n" },
	{ "a rowid that no column names", "CREATE TABLE t(k TEXT NOT NULL, v TEXT)",
		"INSERT INTO t(k) SELECT 'k' || n FROM n" },
	{ "text", "CREATE TABLE t(k TEXT PRIMARY KEY, v TEXT) WITHOUT ROWID",
		"INSERT INTO t(k) SELECT 'k' || n FROM n" },
	{ "a number without a rowid",
		"CREATE TABLE t(k INTEGER PRIMARY KEY, v TEXT) WITHOUT ROWID",
		"INSERT INTO t(k) SELECT n * n FROM n" },
	{ "two columns",
		"CREATE TABLE t(k TEXT, n INTEGER, v TEXT, PRIMARY KEY(k, n))"
		" WITHOUT ROWID",
		"INSERT INTO t(k, n) SELECT 'k' || (n % 10), n FROM n" },
	{ 0 },
};

static struct history make(const struct pace_case *of)
{
	static char first[300];
	static const char second[] = "CREATE TABLE later(id INTEGER PRIMARY KEY);\n"
				     "-- @backfill fill batch=100\n"
				     "UPDATE t SET v = 'v' || k WHERE v IS NULL;";
	struct history_file files[] = { { "001_t.sql", first },
		{ "002_later.sql", second }, { 0 } };
	struct history history;

	snprintf(first, sizeof(first), "%s;", of->table);
	history = history_make(files);
	if (!history.program)
		fail_msg("%s: %s", of->name, history_findings(&history));
	return history;
}

static sqlite3 *open_filled(const struct history *history, const struct pace_case *of)
{
	sqlite3 *db = database_open(":memory:");
	char text[300];

	assert_int_equal(database_migrate(db, &history->program->set), INSTAR_OK);
	snprintf(text, sizeof(text),
		"WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n <"
		" 10000) %s",
		of->rows);
	database_run(db, text);
	return db;
}

/* What was heard, with a clock of its own. */
struct listener {
	int64_t rows, first_rows;
	int64_t began_ms;
	int told, near; /* guesses, and those that are within a factor of two */
	int batches;
};

static int64_t now_ms(void)
{
	sqlite3_int64 now = 0;
	sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);

	vfs->xCurrentTimeInt64(vfs, &now);
	return now;
}

static void judge(struct listener *l, int64_t left_us)
{
	double elapsed = (double)(now_ms() - l->began_ms);
	double passed = (double)(l->rows - l->first_rows);
	double wanted = elapsed * (double)(10000 - l->rows) / passed;
	double told = (double)left_us / 1000;

	l->told++;
	l->near += told > wanted / 2 && told < wanted * 2;
}

static int listen(void *context, const struct instar_event *event)
{
	struct listener *l = context;

	if (event->kind != INSTAR_EVENT_BATCH)
		return 0;
	l->rows += event->rows;
	if (!l->batches++) {
		l->began_ms = now_ms();
		l->first_rows = l->rows;
		assert_int_equal(event->left_us, 0);
	} else if (event->left_us) {
		judge(l, event->left_us);
	}
	return 0;
}

/* One batch at a time without an adaptive size: a target that is never reached. */
static void run(sqlite3 *db, const instar_set *set, struct listener *listener)
{
	struct instar_options options = {
		.size = sizeof(options), .on_event = listen, .event_context = listener
	};
	struct instar_backfill_options how = { .size = sizeof(how), .target_ms = 1 };
	instar *h = instar_open(db, set, &options);
	int left = 1;

	while (left) {
		if (instar_backfill_step(h, &how, &left) != INSTAR_OK)
			fail_msg("%s", instar_error(h)->message);
		sqlite3_sleep(1);
	}
	instar_close(h);
}

static void time_that_is_left_is_told_along_every_key(void **state)
{
	(void)state;
	for (const struct pace_case *of = keys; of->name; of++) {
		struct history history = make(of);
		sqlite3 *db = open_filled(&history, of);
		struct listener listener = { 0 };

		run(db, &history.program->set, &listener);
		print_message("# %s: %d batches, %d guesses, %d near\n", of->name,
			listener.batches, listener.told, listener.near);
		assert_int_equal(listener.rows, 10000);
		assert_true(listener.told > 0);
		assert_true(listener.near * 2 >= listener.told);
		database_answers(db, "0", "SELECT count(*) FROM t WHERE v IS NULL");
		sqlite3_close(db);
		history_free(&history);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(time_that_is_left_is_told_along_every_key),
};

SUITE(tests)
