/*
 * Rows at stake: what the author of a step named, and what is told of it before the step
 * runs.
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

/* What the second step has at stake: "t,u.b". */
static void assert_stakes(const char *second, const char *wanted)
{
	struct history history = compiled(second);
	const instar_set *set = &history.program->set;
	const char *table = set->text + set->steps[1].stakes;
	char found[200] = "";

	for (uint32_t i = 0; i < set->steps[1].stake_count; i++) {
		const char *column = table + strlen(table) + 1;

		strcat(found, *found ? "," : "");
		strcat(found, table);
		strcat(found, *column ? "." : "");
		strcat(found, column);
		table = column + strlen(column) + 1;
	}
	assert_string_equal(found, wanted);
	assert_int_equal(set->steps[0].stake_count, 0);
	history_free(&history);
}

static void what_is_named_is_at_stake(void **state)
{
	(void)state;
	assert_stakes("-- @destructive t: no need\nDROP TABLE t;", "t");
	assert_stakes(
		"-- @destructive t, u: no need\nDROP TABLE t; DROP TABLE u;", "t,u");
	assert_stakes("-- @destructive \"odd \"\"name\": no need\n"
		      "DROP TABLE \"odd \"\"name\";",
		"odd \"name");
	assert_stakes("-- @destructive T: no need\nDELETE FROM t;", "T");
	assert_stakes("-- @destructive u: no need\n-- @destructive t.b: nor of this\n"
		      "-- @fingerprint not column t.b\n"
		      "DELETE FROM u WHERE id > 1; ALTER TABLE t DROP COLUMN b;",
		"u,t.b");
	assert_stakes("-- @destructive t.b: no need\n"
		      "CREATE TABLE t2(id INTEGER PRIMARY KEY, a TEXT);"
		      "INSERT INTO t2 SELECT id, a FROM t; DROP TABLE t;"
		      "ALTER TABLE t2 RENAME TO t;",
		"t.b");
}

static void what_is_kept_elsewhere_is_not(void **state)
{
	(void)state;
	assert_stakes("-- @destructive u: no need\n"
		      "CREATE TABLE kept(id INTEGER PRIMARY KEY, a TEXT, b TEXT);"
		      "INSERT INTO kept(id, a, b) SELECT id, a, b FROM t;"
		      "DROP TABLE t; DROP TABLE u;",
		"u");
	assert_stakes("ALTER TABLE t ADD COLUMN c TEXT;", "");
}

/* Released without names: what the rehearsal saw it take, columns apart. */
static void of_a_released_step_it_is_what_goes(void **state)
{
	static const struct history_file files[] = { { "001_a.sql", tables },
		{ "002_b.sql",
			"-- @destructive no need\nDROP TABLE t;"
			"ALTER TABLE u DROP COLUMN a; DROP TABLE \"odd \"\"name\";" },
		{ NULL, NULL } };
	struct history history = history_make_released(files);
	const struct instar_step *step;
	static const char wanted[] = "t\0\0u\0a\0odd \"name\0";

	(void)state;
	assert_non_null(history.program);
	step = &history.program->set.steps[1];
	assert_int_equal(step->stake_count, 3);
	assert_memory_equal(
		history.program->set.text + step->stakes, wanted, sizeof(wanted));
	assert_string_equal(history.program->set.text + step->reason, "no need");
	history_free(&history);
}

static void a_down_migration_has_names_of_its_own(void **state)
{
	struct history history = compiled("ALTER TABLE t ADD COLUMN c TEXT;\n-- @down\n"
					  "-- @destructive u: it never had any\n"
					  "ALTER TABLE t DROP COLUMN c; DELETE FROM u;");
	const struct instar_step *step = &history.program->set.steps[1];

	(void)state;
	assert_int_equal(step->stake_count, 0);
	assert_int_equal(step->down_stake_count, 1);
	assert_memory_equal(history.program->set.text + step->down_stakes, "u\0", 3);
	history_free(&history);
}

static void what_a_step_renames_is_in_the_table(void **state)
{
	struct history history = compiled("ALTER TABLE t RENAME COLUMN a TO c;"
					  "ALTER TABLE t RENAME TO v;");
	const struct instar_step *step = &history.program->set.steps[1];
	static const char wanted[] = "v\0c\0a\0v\0\0t";

	(void)state;
	assert_int_equal(step->rename_count, 2);
	assert_memory_equal(
		history.program->set.text + step->renames, wanted, sizeof(wanted));
	history_free(&history);
}

static void the_c_text_has_them(void **state)
{
	struct history history = compiled(
		"-- @destructive t, u.a: no need\nDROP TABLE t; ALTER TABLE u DROP a;");
	size_t size;
	const char *text = emit_c(history.arena, history.program, &size);

	(void)state;
	assert_non_null(strstr(text, ".stakes_0002 = \"t\\000\\000u\\000a\""));
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

static const char drops[] =
	"-- @destructive t, u.a, \"odd \"\"name\": no need\nDROP TABLE t;"
	"ALTER TABLE u DROP COLUMN a; DROP TABLE \"odd \"\"name\";";
static const char some[] = "INSERT INTO t(a) VALUES('x'), ('y');"
			   "INSERT INTO u(a) VALUES('x'), (NULL), ('y');"
			   "INSERT INTO \"odd \"\"name\"(a) VALUES('z')";

static void rows_are_counted_before_the_step_takes_them(void **state)
{
	struct told told = { 0 };
	char message[512];

	(void)state;
	assert_int_equal(migrate(drops, some, 0, &told, message), INSTAR_OK);
	assert_string_equal(
		told.text, "done;002_b t 2;002_b u.a 2;002_b odd \"name 1;done;");
}

static void empty_tables_are_not_told(void **state)
{
	struct told told = { 0 };
	char message[512];

	(void)state;
	assert_int_equal(migrate("-- @destructive t, u.a: no need\nDROP TABLE t;"
				 "ALTER TABLE u DROP COLUMN a;",
				 "INSERT INTO u(a) VALUES(NULL)", 1, &told, message),
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
		"002_b would take 2 rows of t, 2 values of u.a, 1 row of odd \"name; "
		"nothing was changed");
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
		{ "003_c.sql", "-- @destructive old_t: no need\nDROP TABLE old_t;" },
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
		"003_c would take 2 rows of old_t; nothing was changed");
	instar_close(h);
	run(db, "SELECT a FROM t"); /* all undone */
	sqlite3_close(db);
	history_free(&history);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(what_is_named_is_at_stake),
	cmocka_unit_test(what_is_kept_elsewhere_is_not),
	cmocka_unit_test(of_a_released_step_it_is_what_goes),
	cmocka_unit_test(a_down_migration_has_names_of_its_own),
	cmocka_unit_test(what_a_step_renames_is_in_the_table),
	cmocka_unit_test(the_c_text_has_them),
	cmocka_unit_test(rows_are_counted_before_the_step_takes_them),
	cmocka_unit_test(empty_tables_are_not_told),
	cmocka_unit_test(a_host_can_refuse_to_lose_them),
	cmocka_unit_test(or_stop_when_it_hears_of_them),
	cmocka_unit_test(rows_that_were_renamed_on_the_way_are_found),
};

SUITE(tests)
