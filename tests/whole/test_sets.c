/*
 * What holds for every example set and every step of it: a database built to step k by
 * plain SQL, with or without tracking rows, comes out equal to a fresh one, and a failure
 * anywhere leaves it as it was.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "suite.h"

#include "altered.h"
#include "database.h"

INSTAR_SET(nukeworks);
INSTAR_SET(dated);
INSTAR_SET(jobmanager);
INSTAR_SET(rebuilt);

/* Two texts with many lines are equal, or the first line that differs is told. */
static void assert_same(
	const char *wanted, const char *got, const char *where, uint32_t k)
{
	size_t at = 0;

	for (size_t i = 0; wanted[i] && wanted[i] == got[i]; i++)
		at = wanted[i] == '\n' ? i + 1 : at;
	if (strcmp(wanted, got))
		fail_msg("%s, step %u:\nwanted: %.*s\ngot:    %.*s", where, k,
			(int)strcspn(wanted + at, "\n"), wanted + at,
			(int)strcspn(got + at, "\n"), got + at);
}

static void assert_same_database(
	const char *wanted, const char *got, const char *where, uint32_t k)
{
	char *a = database_dump(wanted);
	char *b = database_dump(got);

	assert_same(a, b, where, k);
	sqlite3_free(a);
	sqlite3_free(b);
}

static void migrate(const char *path, const instar_set *set)
{
	sqlite3 *db = database_open(path);
	instar *h = instar_open(db, set, NULL);

	if (instar_migrate(h) != INSTAR_OK)
		fail_msg("%s: %s %s", path, instar_error(h)->message,
			instar_error(h)->statement);
	instar_close(h);
	assert_int_equal(
		database_int(db, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
	sqlite3_close(db);
}

static char *fresh(const instar_set *set)
{
	char *path = database_path("fresh.db");

	migrate(path, set);
	return path;
}

/* Verdict `first` for steps 1 to k, and RUN for those after. */
static void assert_verdicts(
	const char *path, const instar_set *set, uint32_t k, enum instar_verdict first)
{
	sqlite3 *db = database_open(path);
	instar *h = instar_open(db, set, NULL);
	const struct instar_plan *plan = instar_plan(h);

	if (!plan)
		fail_msg("step %u: %s", k, instar_error(h)->message);
	assert_int_equal(plan->count, set->step_count);
	for (uint32_t i = 0; i < plan->count; i++) {
		const struct instar_decision *d = &plan->decisions[i];
		enum instar_verdict wanted = i < k ? first : INSTAR_RUN;

		if (d->verdict != wanted)
			fail_msg("a database at %u: %s is %s, not %s: %s", k, d->id,
				instar_verdict_name(d->verdict),
				instar_verdict_name(wanted), d->reason);
		assert_true(*d->reason);
	}
	assert_int_equal(plan->stands_at, k);
	instar_close(h);
	sqlite3_close(db);
}

static void assert_recorded_how(
	const char *path, const char *how, uint32_t k, uint32_t count)
{
	sqlite3 *db = database_open(path);
	char *sql = sqlite3_mprintf("SELECT count(*) FROM schema_migrations WHERE "
				    "applied_how = CASE WHEN position <= %u THEN %Q "
				    "ELSE 'run' END",
		k, how);

	assert_int_equal(database_int(db, sql), count);
	sqlite3_free(sql);
	sqlite3_close(db);
}

static void a_fresh_database_is_what_plain_sql_makes(void **state)
{
	const instar_set *set = *state;
	char *path = fresh(set);
	char *plain = database_path("plain.db");

	database_build(plain, set, set->step_count);
	assert_same_database(plain, path, "fresh", set->step_count);
	sqlite3_free(plain);
	sqlite3_free(path);
}

static void without_tracking_every_step_is_recognised(void **state)
{
	const instar_set *set = *state;
	char *wanted = fresh(set);

	for (uint32_t k = 0; k <= set->step_count; k++) {
		char *path = database_path("built.db");

		database_build(path, set, k);
		assert_verdicts(path, set, k, INSTAR_RECONCILE);
		migrate(path, set);
		assert_same_database(wanted, path, "without tracking", k);
		assert_recorded_how(path, "reconciled", k, set->step_count);
		sqlite3_free(path);
	}
	sqlite3_free(wanted);
}

static void with_tracking_only_the_rest_is_run(void **state)
{
	const instar_set *set = *state;
	char *wanted = fresh(set);

	for (uint32_t k = 0; k <= set->step_count; k++) {
		char *path = database_path("recorded.db");

		database_build(path, set, k);
		database_record(path, wanted, k);
		assert_verdicts(path, set, k, INSTAR_SKIP);
		migrate(path, set);
		assert_same_database(wanted, path, "with tracking", k);
		assert_recorded_how(path, "run", k, set->step_count);
		sqlite3_free(path);
	}
	sqlite3_free(wanted);
}

static void running_twice_writes_nothing(void **state)
{
	const instar_set *set = *state;
	struct instar_options options = { .size = sizeof(options) };
	char *path = fresh(set);
	size_t size, size_after;
	char *before = database_bytes(path, &size);

	for (options.validate = 0; options.validate < 2; options.validate++) {
		sqlite3 *db = database_open(path);
		instar *h = instar_open(db, set, &options);
		char *after;

		assert_int_equal(instar_migrate(h), INSTAR_OK);
		assert_int_equal(instar_migrate(h), INSTAR_OK);
		instar_close(h);
		assert_int_equal(sqlite3_total_changes(db), 0);
		sqlite3_close(db);
		after = database_bytes(path, &size_after);
		assert_int_equal(size_after, size);
		assert_memory_equal(before, after, size);
		sqlite3_free(after);
	}
	sqlite3_free(before);
	sqlite3_free(path);
}

static const char failing[] = "INSERT INTO injected_failure VALUES (1)";

/* The step's statement fails; the error tells where. */
static void migrate_broken(const char *path, const instar_set *set,
	const struct instar_step *step, uint32_t statement)
{
	struct altered_set copy;
	sqlite3 *db = database_open(path);
	instar *h;

	altered_set_make(&copy, set, statement, failing);
	h = instar_open(db, &copy.set, NULL);
	assert_int_equal(instar_migrate(h), INSTAR_E_SQL);
	assert_int_equal(instar_error(h)->line, set->statements[statement].line);
	assert_string_equal(instar_error(h)->file, set_text(set, step->file));
	assert_string_equal(instar_error(h)->id, set_text(set, step->id));
	assert_string_equal(instar_error(h)->statement, failing);
	assert_true(sqlite3_get_autocommit(db));
	instar_close(h);
	altered_set_free(&copy);
	sqlite3_close(db);
}

/* From a database built to `from`, every statement of step k fails in turn. */
static void fail_each_statement(const instar_set *set, uint32_t from, uint32_t k)
{
	const struct instar_step *step = &set->steps[k - 1];
	char *path = database_path("failing.db");
	size_t size, size_after;
	char *before;

	database_build(path, set, from);
	before = database_bytes(path, &size);
	for (uint32_t i = 0; i < step->up.count; i++) {
		char *after;

		migrate_broken(path, set, step, step->up.first + i);
		after = database_bytes(path, &size_after);
		assert_int_equal(size_after, size);
		assert_memory_equal(before, after, size);
		sqlite3_free(after);
	}
	sqlite3_free(before);
	sqlite3_free(path);
}

static void a_failing_statement_leaves_the_database_as_it_was(void **state)
{
	const instar_set *set = *state;

	for (uint32_t k = 1; k <= set->step_count; k++) {
		fail_each_statement(set, k - 1, k);
		if (k > 1)
			fail_each_statement(set, 0, k);
	}
}

static void the_way_back_restores_the_schema_and_the_step_can_run_again(void **state)
{
	const instar_set *set = *state;
	char *wanted = fresh(set);

	for (uint32_t k = 1; k <= set->step_count; k++) {
		char *path, *before, *after;

		if (!set->steps[k - 1].down.count)
			continue;
		path = database_path("undone.db");
		database_build(path, set, k - 1);
		before = database_dump_schema(path);
		sqlite3_free(path);
		path = database_path("undone.db");
		database_build(path, set, k);
		database_undo(path, set, k);
		after = database_dump_schema(path);
		assert_same(before, after, "undone", k);
		assert_verdicts(path, set, k - 1, INSTAR_RECONCILE);
		migrate(path, set);
		assert_same_database(wanted, path, "undone and run again", k);
		sqlite3_free(before);
		sqlite3_free(after);
		sqlite3_free(path);
	}
	sqlite3_free(wanted);
}

#define EACH_SET(sentence, function)                                                     \
	{ "nukeworks: " sentence, function, NULL, NULL, (void *)&nukeworks },            \
		{ "dated: " sentence, function, NULL, NULL, (void *)&dated },            \
		{ "jobmanager: " sentence, function, NULL, NULL, (void *)&jobmanager },  \
	{                                                                                \
		"@rebuild: " sentence, function, NULL, NULL, (void *)&rebuilt            \
	}

static const struct CMUnitTest tests[] = {
	EACH_SET("a fresh database is what plain SQL makes (C6)",
		a_fresh_database_is_what_plain_sql_makes),
	EACH_SET("without tracking every step is recognised (A3, A4, C6)",
		without_tracking_every_step_is_recognised),
	EACH_SET("with tracking only the rest is run (A3)",
		with_tracking_only_the_rest_is_run),
	EACH_SET("running twice writes nothing (A3)", running_twice_writes_nothing),
	EACH_SET("a failing statement leaves the database as it was (A5, E2)",
		a_failing_statement_leaves_the_database_as_it_was),
	EACH_SET("the down migration restores the schema, and the step can run again",
		the_way_back_restores_the_schema_and_the_step_can_run_again),
};

SUITE(tests)
