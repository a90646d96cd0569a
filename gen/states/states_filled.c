/*
 * states_filled: backfills of a step that are done, or have begun. See states_filled.h.
 *
 * What stands in schema_backfills is written as the runtime writes it; so are its tables,
 * to the letter, because others would be refused.
 */
#include "gen/states/states_filled.h"

#include <string.h>

#include "gen/backfill/backfill.h"
#include "gen/base/arena.h"
#include "gen/oracle/scratch.h"
#include "gen/prove/prove.h"
#include "gen/read/plan.h"
#include "runtime/records/backfill_state.h"

enum parameter { END = 5, ROWS = 9 };

/* The statements of a fixture while they are found, each tried at once. */
struct filling {
	struct maker *maker;
	const char **statements;
	uint32_t count;
	bool failed;
};

static void put(struct filling *filling, const char *sql)
{
	struct arena *arena = filling->maker->arena;

	if (filling->failed)
		return;
	filling->failed = !scratch_run(filling->maker->scratch, sql);
	filling->statements = arena_grow(
		arena, filling->statements, filling->count, sizeof(*filling->statements));
	filling->statements[filling->count++] = sql;
}

static const char *set_name(const struct filling *filling)
{
	return filling->maker->set->text + filling->maker->set->name;
}

static void put_tables(struct filling *filling)
{
	for (int i = 0; i < 2; i++)
		put(filling, instar__progress_definition(i));
}

static void put_done(struct filling *filling, const struct backfill *backfill)
{
	put(filling,
		arena_printf(filling->maker->arena,
			"INSERT INTO schema_backfills(set_name, key, token_hash, looking,"
			" rows_done, batches, attempts, started_at, finished_at)"
			" VALUES(%Q, %Q, %Q, 0, 0, 1, 1, '2024-01-01T00:00:00Z',"
			" '2024-01-01T00:00:01Z')",
			set_name(filling), backfill->key, backfill->token_hash));
}

/* As its author wrote it: in one go. */
static void finish(struct filling *filling, const struct backfill *backfill)
{
	if (backfill->index) {
		put(filling, backfill->first[0]);
	} else {
		for (uint32_t i = 0; i < backfill->section->count; i++)
			put(filling, backfill->section->statements[i].sql);
	}
	put_done(filling, backfill);
}

/* SQL with the columns of a row in the place of its parameters from `at` on; or NULL. */
static const char *with_values(
	struct filling *filling, const char *sql, int at, sqlite3_stmt *row)
{
	sqlite3_stmt *stmt = NULL;
	const char *text = NULL;
	char *expanded = NULL;

	if (sqlite3_prepare_v2(filling->maker->scratch->db, sql, -1, &stmt, NULL) ==
		SQLITE_OK) {
		for (int i = 0; i < sqlite3_column_count(row); i++)
			sqlite3_bind_value(stmt, at + i, sqlite3_column_value(row, i));
		expanded = sqlite3_expanded_sql(stmt);
	}
	if (expanded)
		text = arena_printf(filling->maker->arena, "%s", expanded);
	sqlite3_free(expanded);
	sqlite3_finalize(stmt);
	return text;
}

/* A batch of one row, and the cursor behind it. */
static void put_batch(
	struct filling *filling, const struct backfill *backfill, sqlite3_stmt *end)
{
	const char *state = arena_printf(filling->maker->arena,
		"INSERT INTO schema_backfills(set_name, key, token_hash, cursor_1, "
		"cursor_2,"
		" cursor_3, cursor_4, looking, rows_done, batches, attempts, started_at)"
		" VALUES(%Q, %Q, %Q, ?1, ?2, ?3, ?4, 0, 1, 1, 1, '2024-01-01T00:00:00Z')",
		set_name(filling), backfill->key, backfill->token_hash);
	const char *texts[1 + 8];
	uint32_t count = 0;

	for (; count < backfill->statement_count && count < 8; count++)
		texts[count] = with_values(filling, backfill->first[count], END, end);
	texts[count++] = with_values(filling, state, 1, end);
	sqlite3_reset(end);
	for (uint32_t i = 0; i < count; i++) {
		if (texts[i])
			put(filling, texts[i]);
		else
			filling->failed = true;
	}
}

/* Where a batch of one row ends tells the first row; without one nothing has begun. */
static void begin(struct filling *filling, const struct backfill *backfill)
{
	sqlite3_stmt *end = NULL;

	if (sqlite3_prepare_v2(filling->maker->scratch->db, backfill->bound_first, -1,
		    &end, NULL) != SQLITE_OK)
		filling->failed = true;
	if (end && sqlite3_bind_parameter_count(end) >= ROWS)
		sqlite3_bind_int(end, ROWS, 1);
	if (end && sqlite3_step(end) == SQLITE_ROW &&
		sqlite3_column_type(end, 0) != SQLITE_NULL)
		put_batch(filling, backfill, end);
	else
		filling->failed = true;
	sqlite3_finalize(end);
}

static bool is_of(const struct maker *maker, const struct backfill *backfill, uint32_t k)
{
	return strcmp(backfill->migration->id, maker->plan->migrations[k - 1].id) == 0;
}

static void begin_filling(struct filling *filling)
{
	scratch_savepoint(filling->maker->scratch, "filled");
	put_tables(filling);
}

/* Judged on what they have made, which is then undone. */
static void add(struct filling *filling, uint32_t k, const char *what, const char *state)
{
	struct maker *maker = filling->maker;
	struct instar_fixture *fixture;

	if (!filling->failed) {
		fixture = maker_add(maker, k, what, state);
		fixture->more.first = maker->statement_count;
		fixture->more.count = filling->count;
		for (uint32_t i = 0; i < filling->count; i++)
			maker_more(maker, filling->statements[i], NULL);
		maker_judge(maker, fixture, k);
		if (fixture->outcome == INSTAR_FIXTURE_CURRENT)
			maker_resume(maker, fixture, fixture->resume);
	}
	scratch_undo(maker->scratch, "filled");
}

void filled_add(struct maker *maker, uint32_t k)
{
	const struct backfill *items = maker->proof->backfills, *first = NULL;
	struct filling done = { .maker = maker }, begun = { .maker = maker };
	bool any = false;

	for (uint32_t i = 0; i < maker->proof->backfill_count; i++) {
		if (!is_of(maker, &items[i], k))
			continue;
		any = true;
		first = first || items[i].index ? first : &items[i];
	}
	if (!any)
		return;
	begin_filling(&done);
	for (uint32_t i = 0; i < maker->proof->backfill_count; i++) {
		if (is_of(maker, &items[i], k))
			finish(&done, &items[i]);
	}
	add(&done, k, "filled", "the backfills of the step are done");
	if (!first)
		return;
	begin_filling(&begun);
	begin(&begun, first);
	add(&begun, k, "half_filled", "a backfill of the step has begun");
}
