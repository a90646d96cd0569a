/*
 * Rows at stake: which tables a destructive step takes from, as seen when the set was
 * compiled, and what is told of them before it runs.
 */
#include "suite.h"

#include <string.h>

#include "gen/emit/emit_c.h"
#include "history.h"
#include "instar.h"

static const char tables[] =
	"CREATE TABLE t(id INTEGER PRIMARY KEY, a TEXT, b TEXT);"
	"CREATE TABLE u(id INTEGER PRIMARY KEY, a TEXT);"
	"CREATE TABLE \"odd \"\"name\"(id INTEGER PRIMARY KEY, a TEXT);";

static struct history compiled(const char *second)
{
	struct history_file files[] = { { "001_a.sql", tables }, { "002_b.sql", second },
		{ NULL, NULL } };
	struct history history = history_make(files);

	if (!history.program)
		fail_msg("%s", history_findings(&history));
	return history;
}

/* The tables that the second step has at stake, one after another: "t u". */
static void assert_stakes(const char *second, const char *wanted)
{
	struct history history = compiled(second);
	const instar_set *set = &history.program->set;
	const char *name = set->text + set->steps[1].stakes;
	char found[200] = "";

	for (uint32_t i = 0; i < set->steps[1].stake_count; i++) {
		strcat(found, *found ? "," : "");
		strcat(found, name);
		name += strlen(name) + 1;
	}
	assert_string_equal(found, wanted);
	assert_int_equal(set->steps[0].stake_count, 0);
	history_free(&history);
}

static void a_table_that_is_dropped_is_at_stake(void **state)
{
	(void)state;
	assert_stakes("-- @destructive why\nDROP TABLE t;", "t");
	assert_stakes("-- @destructive why\nDROP TABLE t; DROP TABLE u;", "t,u");
	assert_stakes("-- @destructive why\nDROP TABLE \"odd \"\"name\";", "odd \"name");
}

static void so_is_one_that_loses_rows_or_a_column(void **state)
{
	(void)state;
	assert_stakes("-- @destructive why\nDELETE FROM t;", "t");
	assert_stakes("-- @destructive why\n-- @fingerprint not column t.b\n"
		      "DELETE FROM u WHERE id > 1; ALTER TABLE t DROP COLUMN b;",
		"t,u");
	assert_stakes("-- @destructive why\n"
		      "CREATE TABLE t2(id INTEGER PRIMARY KEY, a TEXT);"
		      "INSERT INTO t2 SELECT id, a FROM t; DROP TABLE t;"
		      "ALTER TABLE t2 RENAME TO t;",
		"t");
}

static void what_is_kept_elsewhere_is_not(void **state)
{
	(void)state;
	assert_stakes("-- @destructive why\n"
		      "CREATE TABLE kept(id INTEGER PRIMARY KEY, a TEXT, b TEXT);"
		      "INSERT INTO kept(id, a, b) SELECT id, a, b FROM t;"
		      "DROP TABLE t; DROP TABLE u;",
		"u");
}

static void a_step_that_is_not_destructive_has_none(void **state)
{
	(void)state;
	assert_stakes("ALTER TABLE t ADD COLUMN c TEXT;", "");
	assert_stakes("ALTER TABLE t DROP COLUMN b;", ""); /* a warning */
	assert_stakes("-- @destructive why\nALTER TABLE t ADD COLUMN c TEXT;", "");
}

static void the_c_text_has_them(void **state)
{
	struct history history =
		compiled("-- @destructive why\nDROP TABLE t; DROP TABLE u;");
	size_t size;
	const char *text = emit_c(history.arena, history.program, &size);

	(void)state;
	assert_non_null(strstr(text, ".stakes_0002 = \"t\\000u\""));
	assert_non_null(strstr(text, ".stakes = T(stakes_0002), .stake_count = 2,"));
	history_free(&history);
}

/* --- At run time */

struct told {
	char text[256];
	int cancel; /* at the first AT_STAKE */
};

static int tell(void *context, const struct instar_event *event)
{
	struct told *told = context;
	size_t used = strlen(told->text);

	if (event->kind == INSTAR_EVENT_AT_STAKE)
		snprintf(told->text + used, sizeof(told->text) - used, "%s %s %lld;",
			event->id, event->text, (long long)event->rows);
	if (event->kind == INSTAR_EVENT_STEP_DONE)
		snprintf(told->text + used, sizeof(told->text) - used, "done;");
	return event->kind == INSTAR_EVENT_AT_STAKE && told->cancel;
}

static void run(sqlite3 *db, const char *sql)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
}

/* Tables with rows, and the second step over them: what was told, and the code. */
static int migrate(const char *second, const char *rows, int refuse, struct told *told,
	char *message)
{
	struct history history = compiled(second);
	struct instar_options options = { .size = sizeof(options),
		.on_event = tell,
		.event_context = told,
		.refuse_destructive = refuse };
	sqlite3 *db;
	instar *h;
	int code;

	sqlite3_open(":memory:", &db);
	run(db, tables);
	run(db, rows);
	h = instar_open(db, &history.program->set, &options);
	code = instar_migrate(h);
	snprintf(message, 512, "%s", instar_error(h)->message);
	instar_close(h);
	sqlite3_close(db);
	history_free(&history);
	return code;
}

static const char drops[] = "-- @destructive why\nDROP TABLE t; DROP TABLE u;"
			    "DROP TABLE \"odd \"\"name\";";
static const char some[] = "INSERT INTO t(a) VALUES('x'), ('y');"
			   "INSERT INTO \"odd \"\"name\"(a) VALUES('z')";

static void rows_are_counted_before_the_step_takes_them(void **state)
{
	struct told told = { 0 };
	char message[512];

	(void)state;
	assert_int_equal(migrate(drops, some, 0, &told, message), INSTAR_OK);
	assert_string_equal(told.text, "done;002_b t 2;002_b odd \"name 1;done;");
}

static void empty_tables_are_not_told(void **state)
{
	struct told told = { 0 };
	char message[512];

	(void)state;
	assert_int_equal(migrate("-- @destructive why\nDROP TABLE t;",
				 "INSERT INTO u(a) VALUES('x')", 1, &told, message),
		INSTAR_OK);
	assert_string_equal(told.text, "done;done;");
}

static void a_host_can_refuse_to_lose_them(void **state)
{
	struct told told = { 0 };
	char message[512];

	(void)state;
	assert_int_equal(migrate(drops, some, 1, &told, message), INSTAR_E_DESTRUCTIVE);
	assert_string_equal(message,
		"002_b would take rows of t (2 rows), odd \"name (1 row); nothing was "
		"changed");
	assert_string_equal(told.text, "");
}

static void or_stop_when_it_hears_of_them(void **state)
{
	struct told told = { .cancel = 1 };
	char message[512];

	(void)state;
	assert_int_equal(migrate(drops, some, 0, &told, message), INSTAR_E_CANCELLED);
	assert_string_equal(message, "cancelled; all undone");
	assert_string_equal(told.text, "done;002_b t 2;");
}

/* An earlier step of the same run gives the rows another name. */
static void rows_that_were_renamed_on_the_way_are_found(void **state)
{
	static const struct history_file files[] = { { "001_a.sql", tables },
		{ "002_b.sql", "ALTER TABLE t RENAME TO old_t;" },
		{ "003_c.sql", "-- @destructive why\nDROP TABLE old_t;" },
		{ NULL, NULL } };
	struct history history = history_make(files);
	struct instar_options options = { .size = sizeof(options),
		.refuse_destructive = 1 };
	sqlite3 *db;
	instar *h;

	(void)state;
	sqlite3_open(":memory:", &db);
	run(db, tables);
	run(db, some);
	h = instar_open(db, &history.program->set, &options);
	assert_int_equal(instar_migrate(h), INSTAR_E_DESTRUCTIVE);
	assert_string_equal(instar_error(h)->message,
		"003_c would take rows of old_t (2 rows); nothing was changed");
	instar_close(h);
	run(db, "SELECT a FROM t"); /* all undone */
	sqlite3_close(db);
	history_free(&history);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_table_that_is_dropped_is_at_stake),
	cmocka_unit_test(so_is_one_that_loses_rows_or_a_column),
	cmocka_unit_test(what_is_kept_elsewhere_is_not),
	cmocka_unit_test(a_step_that_is_not_destructive_has_none),
	cmocka_unit_test(the_c_text_has_them),
	cmocka_unit_test(rows_are_counted_before_the_step_takes_them),
	cmocka_unit_test(empty_tables_are_not_told),
	cmocka_unit_test(a_host_can_refuse_to_lose_them),
	cmocka_unit_test(or_stop_when_it_hears_of_them),
	cmocka_unit_test(rows_that_were_renamed_on_the_way_are_found),
};

SUITE(tests)
