/*
 * Rolling back (E12): from every step to every step that can be reached, in every set,
 * with rows; and a failure anywhere leaves the file as it was.
 */
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "altered.h"
#include "gen/base/arena.h"
#include "compiled.h"
#include "database.h"
#include "density.h"
#include "filled.h"

INSTAR_SET(nukeworks);
INSTAR_SET(dated);
INSTAR_SET(jobmanager);

static void assert_same(const char *wanted, const char *got, uint32_t from, uint32_t to)
{
	size_t at = 0;

	for (size_t i = 0; wanted[i] && wanted[i] == got[i]; i++)
		at = wanted[i] == '\n' ? i + 1 : at;
	if (strcmp(wanted, got) != 0)
		fail_msg("from %u to %u:\nwanted: %.*s\ngot:    %.*s", from, to,
			(int)strcspn(wanted + at, "\n"), wanted + at,
			(int)strcspn(got + at, "\n"), got + at);
}

/* The first steps of a set, as an older program had them. */
static instar_set first_steps(const instar_set *set, uint32_t k)
{
	instar_set older = *set;

	older.digest += k + 1; /* another set, another stamp */
	older.step_count = k;
	if (k < set->step_count)
	older.check_count = set->steps[k].requires.count ? set->steps[k].requires.first
							 : set->steps[k].checks.first;
	return older;
}

static void migrate(const char *path, const instar_set *set)
{
	sqlite3 *db = database_open(path);
	instar *h = instar_open(db, set, NULL);

	database_run(db, "PRAGMA synchronous = OFF");
	if (instar_migrate(h) != INSTAR_OK)
		fail_msg("%s %s", instar_error(h)->message, instar_error(h)->statement);
	instar_close(h);
	sqlite3_close(db);
}

static void go_back(const char *path, const instar_set *set, const char *to)
{
	sqlite3 *db = database_open(path);
	instar *h = instar_open(db, set, NULL);

	if (instar_rollback(h, to) != INSTAR_OK)
		fail_msg("to %s: %s %s", to ? to : "one back", instar_error(h)->message,
			instar_error(h)->statement);
	instar_close(h);
	assert_true(sqlite3_get_autocommit(db));
	assert_int_equal(
		database_int(db, "SELECT count(*) FROM pragma_foreign_key_check"), 0);
	sqlite3_close(db);
}

/* The lowest step that can be reached from a position. */
static uint32_t lowest(const instar_set *set, uint32_t from)
{
	while (from > 0 && set->steps[from - 1].down.count &&
		!(set->steps[from - 1].flags & INSTAR_STEP_IRREVERSIBLE))
		from--;
	return from;
}

static const char *step_id(const instar_set *set, uint32_t k)
{
	return k ? set_text(set, set->steps[k - 1].id) : "";
}

static uint32_t recorded(const char *path)
{
	sqlite3 *db = database_open(path);
	int count = database_int(db, "SELECT count(*) FROM schema_migrations");
	int highest = database_int(
		db, "SELECT coalesce(max(position), 0) FROM schema_migrations");

	assert_int_equal(count, highest);
	sqlite3_close(db);
	return (uint32_t)count;
}

/* --- From every step to every step */

/* The schema is the one of a database that never went further. */
static void back_from(const instar_set *set, uint32_t from, uint32_t to)
{
	const instar_set then = first_steps(set, from);
	char *path = database_path("back.db"), *plain, *wanted, *got;

	database_build(path, set, 0);
	migrate(path, &then);
	go_back(path, &then, step_id(set, to));
	assert_int_equal(recorded(path), to);
	got = database_dump_schema(path);
	plain = database_path("plain.db");
	database_build(plain, set, to);
	wanted = database_dump_schema(plain);
	assert_same(wanted, got, from, to);
	sqlite3_free(wanted);
	sqlite3_free(got);
	migrate(path, set);
	wanted = database_path("fresh.db");
	database_build(wanted, set, 0);
	migrate(wanted, set);
	got = database_dump(path);
	sqlite3_free(plain);
	plain = database_dump(wanted);
	assert_same(plain, got, from, to);
	sqlite3_free(wanted);
	sqlite3_free(plain);
	sqlite3_free(got);
	sqlite3_free(path);
}

static void every_step_can_be_reached_from_every_later_one(void **state)
{
	const instar_set *set = *state;
	uint32_t stride = (uint32_t)density(3, 1);

	for (uint32_t from = 1; from <= set->step_count; from++) {
		for (uint32_t to = lowest(set, from); to <= from; to++) {
			if ((from + to) % stride == 0)
				back_from(set, from, to);
		}
	}
}

/* --- Rows */

static bool takes_rows(const instar_set *set, uint32_t from, uint32_t to)
{
	for (uint32_t i = to; i < from; i++) {
		if (set->steps[i].flags & INSTAR_STEP_DESTRUCTIVE)
			return true;
	}
	return false;
}

/* Rows that are there at `to` are there again, with every value. */
static void rows_from(const instar_set *set, uint32_t from, uint32_t to)
{
	const instar_set then = first_steps(set, from), older = first_steps(set, to);
	char *path = database_path("rows.db"), *wanted, *got;

	filled_build(path, set, to);
	wanted = database_dump(path);
	assert_true(!to || strstr(wanted, "row of "));
	migrate(path, &older);
	migrate(path, &then);
	go_back(path, &then, step_id(set, to));
	got = database_dump(path);
	if (!takes_rows(set, from, to))
		assert_same(wanted, got, from, to);
	sqlite3_free(wanted);
	sqlite3_free(got);
	sqlite3_free(path);
}

static void rows_of_earlier_tables_are_kept(void **state)
{
	const instar_set *set = *state;
	uint32_t stride = (uint32_t)density(3, 1);

	for (uint32_t from = 1; from <= set->step_count; from++) {
		for (uint32_t to = lowest(set, from); to < from; to++) {
			if ((from + to) % stride == 0)
				rows_from(set, from, to);
		}
	}
}

/* --- Older programs */

static void migrate_and_carry(const char *path, const instar_set *set)
{
	struct instar_options options = { .size = sizeof(options), .carry_down = 1 };
	sqlite3 *db = database_open(path);
	instar *h = instar_open(db, set, &options);

	database_run(db, "PRAGMA synchronous = OFF");
	assert_int_equal(instar_migrate(h), INSTAR_OK);
	instar_close(h);
	sqlite3_close(db);
}

/* True when it went; what the stored SQL may not do leaves the bytes as they were. */
static bool take_back(const instar_set *set, uint32_t to)
{
	const instar_set older = first_steps(set, to);
	char *path = database_path("carried.db"), *before, *after;
	size_t size, size_after;
	sqlite3 *db;
	instar *h;
	int code;

	database_build(path, set, 0);
	migrate_and_carry(path, set);
	before = database_bytes(path, &size);
	db = database_open(path);
	h = instar_open(db, &older, NULL);
	code = instar_rollback(h, step_id(set, to));
	if (code && code != INSTAR_E_VALIDATION && code != INSTAR_E_SQL)
		fail_msg("to %u: %s", to, instar_error(h)->message);
	if (code)
		printf("# to %u: %s\n", to, instar_error(h)->message);
	instar_close(h);
	sqlite3_close(db);
	if (code) {
		after = database_bytes(path, &size_after);
		assert_int_equal(size_after, size);
		assert_memory_equal(before, after, size);
	} else {
		char *plain = database_path("plain.db"), *wanted;

		database_build(plain, set, to);
		wanted = database_dump_schema(plain);
		after = database_dump_schema(path);
		assert_same(wanted, after, set->step_count, to);
		assert_int_equal(recorded(path), to);
		sqlite3_free(wanted);
		sqlite3_free(plain);
	}
	sqlite3_free(after);
	sqlite3_free(before);
	sqlite3_free(path);
	return code == INSTAR_OK;
}

/* By the down migrations that the newest one stored; most of them, not those that write
 * rows.
 */
static void an_older_program_takes_the_set_back_or_leaves_it_alone(void **state)
{
	const instar_set *set = *state;
	uint32_t bottom = lowest(set, set->step_count), went = 0;

	bottom = bottom ? bottom : 1;
	for (uint32_t to = bottom; to < set->step_count; to++)
		went += take_back(set, to);
	assert_true(went + 1 >= set->step_count - bottom);
}

/* --- Failures */

static const char failing[] = "INSERT INTO injected_failure VALUES (1)";

static void fail_statement(const char *path, const instar_set *set,
	const struct instar_step *step, uint32_t statement)
{
	bool own_file = step->flags & INSTAR_STEP_DOWN_IN_OTHER_FILE;
	struct altered_set copy;
	sqlite3 *db = database_open(path);
	instar *h;

	altered_set_make(&copy, set, statement, failing);
	h = instar_open(db, &copy.set, NULL);
	assert_int_equal(instar_rollback(h, step_id(set, lowest(set, set->step_count))),
		INSTAR_E_SQL);
	assert_string_equal(instar_error(h)->statement, failing);
	assert_string_equal(instar_error(h)->id, set_text(set, step->id));
	assert_int_equal(instar_error(h)->line, set->statements[statement].line);
	assert_string_equal(instar_error(h)->file,
		set_text(set, own_file ? step->down_file : step->file));
	instar_close(h);
	altered_set_free(&copy);
	sqlite3_close(db);
}

static void a_failing_statement_leaves_the_bytes_as_they_were(void **state)
{
	const instar_set *set = *state;
	char *path = database_path("failing.db"), *before, *after;
	size_t size, size_after;

	database_build(path, set, 0);
	migrate(path, set);
	before = database_bytes(path, &size);
	for (uint32_t i = lowest(set, set->step_count); i < set->step_count; i++) {
		const struct instar_step *step = &set->steps[i];

		for (uint32_t j = 0; j < step->down.count; j++) {
			fail_statement(path, set, step, step->down.first + j);
			after = database_bytes(path, &size_after);
			assert_int_equal(size_after, size);
			assert_memory_equal(before, after, size);
			sqlite3_free(after);
		}
	}
	sqlite3_free(before);
	sqlite3_free(path);
}

/* --- Sets that are compiled here */

static struct arena *arena;

static int compile(void **state)
{
	char *directory =
		sqlite3_mprintf("%s/tests/sets/ways_back", getenv("SOURCE_ROOT"));

	arena = arena_new();
	*state = (void *)(uintptr_t)compiled_set(arena, directory);
	sqlite3_free(directory);
	return 0;
}

static int forget(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

#define EACH_SET(sentence, function)                                                     \
	{ "nukeworks: " sentence, function, NULL, NULL, (void *)&nukeworks },            \
		{ "dated: " sentence, function, NULL, NULL, (void *)&dated },            \
		{ "jobmanager: " sentence, function, NULL, NULL, (void *)&jobmanager },  \
	{                                                                                \
		"ways_back: " sentence, function, compile, forget, NULL                  \
	}

static const struct CMUnitTest tests[] = {
	EACH_SET("every step can be reached from every later one (E12, B7)",
		every_step_can_be_reached_from_every_later_one),
	EACH_SET(
		"rows of earlier tables are kept (E12)", rows_of_earlier_tables_are_kept),
	EACH_SET("an older program rolls the set back, or leaves it alone",
		an_older_program_takes_the_set_back_or_leaves_it_alone),
	EACH_SET("a failing statement leaves the bytes as they were",
		a_failing_statement_leaves_the_bytes_as_they_were),
};

SUITE(tests)
