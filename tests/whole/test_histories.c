/*
 * What holds for every history, the odd ones in tests/sets too, whatever state a database
 * is in: instar ends with the schema of a fresh database, or it refuses and the database
 * is as it was. It never guesses.
 */
#include <stdlib.h>
#include <string.h>

#include "suite.h"

#include "gen/base/arena.h"
#include "compiled.h"
#include "database.h"
#include "density.h"

static const char *const directories[] = {
	"migrations/nukeworks",
	"migrations/dated",
	"migrations/jobmanager",
	"migrations/handled_primary",
	"migrations/handled_data",
	"migrations/leads",
	"tests/sets/autoincrement",
	"tests/sets/boundaries",
	"tests/sets/check_only_rebuild",
	"tests/sets/column_returns",
	"tests/sets/data_in_the_middle",
	"tests/sets/empty_names",
	"tests/sets/full_text",
	"tests/sets/grown",
	"tests/sets/if_not_exists",
	"tests/sets/index_moves",
	"tests/sets/keys_and_generated",
	"tests/sets/made_and_undone",
	"tests/sets/odd_names",
	"tests/sets/partial_indexes",
	"tests/sets/rebuild_over_steps",
	"tests/sets/rebuilt",
	"tests/sets/rebuilt_words",
	"tests/sets/recreated_table",
	"tests/sets/rename_chain",
	"tests/sets/rename_with_dependents",
	"tests/sets/replaced_bodies",
	"tests/sets/schema_prefix",
	"tests/sets/table_as_select",
	"tests/sets/timestamps",
	"tests/sets/ways_back",
	"tests/sets/windows_files",
};
#define DIRECTORY_COUNT (sizeof(directories) / sizeof(*directories))

/* One history at work: its set, and the schema that a fresh database has. */
struct history_at_work {
	struct arena *arena;
	const char *directory;
	const instar_set *set;
	char *fresh;
};

static char *schema_of(const instar_set *set, int *code)
{
	char *path = database_path("fresh.db");
	sqlite3 *db = database_open(path);
	char *schema;

	*code = database_migrate(db, set);
	if (*code == INSTAR_OK)
		database_backfill(db, set);
	sqlite3_close(db);
	schema = database_dump_schema(path);
	sqlite3_free(path);
	return schema;
}

static void for_each_history(void (*test)(const struct history_at_work *history))
{
	for (size_t i = 0; i < DIRECTORY_COUNT; i++) {
		struct history_at_work h = { .directory = directories[i] };
		char *path = sqlite3_mprintf("%s/%s", getenv("SOURCE_ROOT"), h.directory);
		int code;

		h.arena = arena_new();
		h.set = compiled_set(h.arena, path);
		h.fresh = schema_of(h.set, &code);
		if (code != INSTAR_OK)
			fail_msg("%s: a fresh database: %s", h.directory,
				instar_code_name(code));
		test(&h);
		sqlite3_free(h.fresh);
		sqlite3_free(path);
		arena_free(h.arena);
	}
}

/* With boundary steps the error names the last step that stays, and that one is there. */
static bool keeps_a_part(sqlite3 *db, const char *message)
{
	static const char words[] = "; the steps up to ";
	const char *at = strstr(message, words);
	char *sql;

	if (!at)
		return false;
	at += sizeof(words) - 1;
	sql = sqlite3_mprintf("SELECT count(*) FROM schema_migrations WHERE id = %.*Q",
		(int)strcspn(at, " "), at);
	database_answers(db, "1", sql);
	sqlite3_free(sql);
	return true;
}

/* Migrate a database in whatever state. True: it is like a fresh one now. */
static bool ends_well_or_unchanged(
	const struct history_at_work *h, const char *path, const char *state)
{
	char *before = database_dump(path);
	sqlite3 *db = database_open(path);
	instar *handle = instar_open(db, h->set, NULL);
	bool ok = instar_migrate(handle) == INSTAR_OK;
	bool kept = !ok && keeps_a_part(db, instar_error(handle)->message);
	char *after;

	if (!ok && (!*instar_error(handle)->message || !*instar_error(handle)->action))
		fail_msg("%s, %s: no message or no action", h->directory, state);
	instar_close(handle);
	if (ok)
		database_backfill(db, h->set);
	sqlite3_close(db);
	after = ok ? database_dump_schema(path) : database_dump(path);
	if (!kept && strcmp(after, ok ? h->fresh : before))
		fail_msg("%s, %s: %s\n--- wanted\n%s--- got\n%s", h->directory, state,
			ok ? "ends with another schema" : "is not as it was",
			ok ? h->fresh : before, after);
	sqlite3_free(before);
	sqlite3_free(after);
	return ok;
}

/* Statements 0 to count - 1 of step k. */
static void run_part(const char *path, const instar_set *set, uint32_t k, uint32_t count)
{
	const struct instar_step *step = &set->steps[k - 1];
	sqlite3 *db = database_open(path);

	for (uint32_t i = 0; i < count; i++)
		database_run(db, set_text(set, set->statements[step->up.first + i].sql));
	sqlite3_close(db);
}

static void break_off(const struct history_at_work *h, uint32_t k)
{
	uint32_t stride = (uint32_t)density(3, 1);

	for (uint32_t i = 1 + k % stride; i < h->set->steps[k - 1].up.count;
		i += stride) {
		char *path = database_path("broken_off.db");
		char state[80];

		if (k == 1)
			database_build_base(path, h->set);
		else
			database_build(path, h->set, k - 1);
		run_part(path, h->set, k, i);
		sqlite3_snprintf(
			sizeof(state), state, "after %u statements of step %u", i, k);
		ends_well_or_unchanged(h, path, state);
		sqlite3_free(path);
	}
}

/* One call in `stride` is to be made; the count goes on from set to set. */
static bool is_due(int *count, long stride)
{
	return (*count)++ % stride == 0;
}

/* The position to try after k: the next one, or in a long history the 19th from there. */
static uint32_t next_position(const struct history_at_work *h, uint32_t k)
{
	uint32_t count = h->set->step_count;

	if (count <= 40 || k >= count)
		return k + 1;
	return k + 19 < count ? k + 19 : count;
}

static void break_off_each_step(const struct history_at_work *h)
{
	for (uint32_t k = 1; k <= h->set->step_count; k = next_position(h, k))
		break_off(h, k);
}

static void a_step_that_was_broken_off_is_finished_or_refused(void **state)
{
	(void)state;
	for_each_history(break_off_each_step);
}

/* Statements that each take one thing out of the database. */
static const char removals[] =
	"SELECT printf('DROP %s \"%w\"', type, name) FROM sqlite_master"
	" WHERE name NOT LIKE 'sqlite^_%' ESCAPE '^' AND sql NOT NULL"
	" AND tbl_name <> 'schema_migrations'"
	" AND NOT EXISTS (SELECT 1 FROM sqlite_master v WHERE v.sql LIKE 'create "
	"virtual%'"
	"  AND sqlite_master.name LIKE v.name || '^_%' ESCAPE '^')";

static char **list_removals(const char *path, uint32_t *count)
{
	sqlite3 *db = database_open(path);
	char **result = NULL;
	int rows;

	assert_int_equal(sqlite3_get_table(db, removals, &result, &rows, NULL, NULL), 0);
	*count = (uint32_t)rows;
	sqlite3_close(db);
	return result;
}

static char *build_and_remove(
	const struct history_at_work *h, uint32_t k, bool tracked, const char *removal)
{
	char *path = database_path("damaged.db");
	sqlite3 *db;

	if (!tracked)
		database_build(path, h->set, k);
	db = database_open(path);
	if (tracked)
		assert_int_equal(database_migrate(db, h->set), INSTAR_OK);
	database_run(db, removal);
	sqlite3_close(db);
	return path;
}

/* What is built after start-up may be missing at any time. */
static bool is_deferred(const instar_set *set, const char *removal)
{
	for (uint32_t i = 0; i < set->backfill_count; i++) {
		if (set->backfills[i].flags & INSTAR_BACKFILL_INDEX &&
			strstr(removal, set_text(set, set->backfills[i].key)))
			return true;
	}
	return false;
}

static void remove_each_object(const struct history_at_work *h)
{
	static int objects;
	char *whole = database_path("whole.db");
	uint32_t count;

	database_build(whole, h->set, h->set->step_count);
	char **list = list_removals(whole, &count);

	for (uint32_t i = 1; i <= count; i++) {
		char *path;

		if (is_deferred(h->set, list[i]) || !is_due(&objects, density(3, 1)))
			continue;
		path = build_and_remove(h, 0, true, list[i]);
		if (ends_well_or_unchanged(h, path, list[i]))
			fail_msg("%s: not noticed: %s", h->directory, list[i]);
		sqlite3_free(path);
	}
	sqlite3_free_table(list);
	sqlite3_free(whole);
}

static void whatever_is_missing_from_a_recorded_database_is_noticed(void **state)
{
	(void)state;
	for_each_history(remove_each_object);
}

static void remove_untracked_at(const struct history_at_work *h, uint32_t k)
{
	static int objects;
	char *built = database_path("built.db");
	uint32_t count;

	database_build(built, h->set, k);
	char **list = list_removals(built, &count);

	for (uint32_t i = 1; i <= count; i++) {
		char *path, *words;

		if (!is_due(&objects, density(5, 1)))
			continue;
		path = build_and_remove(h, k, false, list[i]);
		words = sqlite3_mprintf("%s at step %u", list[i], k);
		ends_well_or_unchanged(h, path, words);
		sqlite3_free(words);
		sqlite3_free(path);
	}
	sqlite3_free_table(list);
	sqlite3_free(built);
}

static void remove_untracked(const struct history_at_work *h)
{
	bool large = strcmp(h->directory, "migrations/nukeworks") == 0 ||
		     strcmp(h->directory, "migrations/leads") == 0;

	for (uint32_t k = large ? h->set->step_count : 1; k <= h->set->step_count; k++)
		remove_untracked_at(h, k);
}

static void whatever_is_missing_without_tracking_is_mended_or_refused(void **state)
{
	(void)state;
	for_each_history(remove_untracked);
}

static void build_each_step(const struct history_at_work *h)
{
	for (uint32_t k = 0; k <= h->set->step_count; k = next_position(h, k)) {
		char *path = database_path("built.db");
		char state[40];

		database_build(path, h->set, k);
		sqlite3_snprintf(sizeof(state), state, "built to step %u", k);
		if (!ends_well_or_unchanged(h, path, state))
			fail_msg("%s, %s: refused", h->directory, state);
		sqlite3_free(path);
	}
}

static void a_database_of_any_step_ends_like_a_fresh_one(void **state)
{
	(void)state;
	for_each_history(build_each_step);
}

/* Built to one step, recorded to another. */
static void record_and_build(const struct history_at_work *h, const char *whole,
	uint32_t built, uint32_t recorded)
{
	char *path = database_path("built.db");
	char state[60];

	database_build(path, h->set, built);
	database_record(path, whole, recorded);
	sqlite3_snprintf(
		sizeof(state), state, "built to %u, recorded to %u", built, recorded);
	if (!ends_well_or_unchanged(h, path, state) && recorded <= built)
		fail_msg("%s, %s: refused", h->directory, state);
	sqlite3_free(path);
}

static void record_and_build_each(const struct history_at_work *h)
{
	uint32_t n = h->set->step_count, stride = (uint32_t)density(3, 1);
	char *whole = database_path("whole.db");
	sqlite3 *db = database_open(whole);

	assert_int_equal(database_migrate(db, h->set), INSTAR_OK);
	sqlite3_close(db);
	for (uint32_t built = 0; built <= n; built = next_position(h, built)) {
		for (uint32_t k = 0; k <= n; k = next_position(h, k)) {
			if ((built + k) % stride == 0)
				record_and_build(h, whole, built, k);
		}
	}
	sqlite3_free(whole);
}

static void tracking_rows_that_lie_are_noticed_or_do_no_harm(void **state)
{
	(void)state;
	for_each_history(record_and_build_each);
}

/* The table that a check claims to exist is there already, and is another one. */
static void put_in_the_way(
	const struct history_at_work *h, const struct instar_check *check)
{
	char *path = database_path("obstructed.db");
	char *sql = sqlite3_mprintf("CREATE TABLE IF NOT EXISTS \"%w\"(\"in the way\")",
		set_text(h->set, check->name));
	sqlite3 *db;

	database_build(path, h->set, check->birth - 1);
	db = database_open(path);
	database_run(db, sql);
	sqlite3_close(db);
	ends_well_or_unchanged(h, path, sql);
	sqlite3_free(sql);
	sqlite3_free(path);
}

static void obstruct_each_table(const struct history_at_work *h)
{
	static int tables;

	for (uint32_t i = 0; i < h->set->check_count; i++) {
		const struct instar_check *check = &h->set->checks[i];

		if (check->kind == INSTAR_CHECK_TABLE && check->birth &&
			!(check->flags & INSTAR_CHECK_NOT) &&
			is_due(&tables, density(2, 1)))
			put_in_the_way(h, check);
	}
}

static void another_table_of_the_same_name_is_not_taken_for_ours(void **state)
{
	(void)state;
	for_each_history(obstruct_each_table);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(a_database_of_any_step_ends_like_a_fresh_one),
	cmocka_unit_test(tracking_rows_that_lie_are_noticed_or_do_no_harm),
	cmocka_unit_test(a_step_that_was_broken_off_is_finished_or_refused),
	cmocka_unit_test(another_table_of_the_same_name_is_not_taken_for_ours),
	cmocka_unit_test(whatever_is_missing_from_a_recorded_database_is_noticed),
	cmocka_unit_test(whatever_is_missing_without_tracking_is_mended_or_refused),
};

SUITE(tests)
