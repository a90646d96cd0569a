/*
 * states_filled: backfills of a step that are done, or have begun. See states_filled.h.
 *
 * What is in schema_backfills is written as the runtime writes it; so are its tables,
 * to the letter, because others would be refused.
 */
#include "gen/states/states_filled.h"

#include <string.h>

#include "gen/backfill/backfill.h"
#include "gen/base/arena.h"
#include "gen/oracle/query.h"
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
	*arena_add(arena, filling->statements, filling->count) = sql;
}

static const char *set_name(const struct filling *filling)
{
	return filling->maker->set->text + filling->maker->set->name;
}

static void put_tables(struct filling *filling)
{
	for (int i = 0; i < 2; i++)
		put(filling, instar__state_definition(i));
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

/* SQL with a key in the place of its parameters from `at` on; NULL: it is refused. */
static const char *with_key(struct filling *filling, const struct backfill *backfill,
	const char *sql, int at, const struct value *key)
{
	struct query query = scratch_prepare(filling->maker->scratch, sql);
	const char *text;

	for (uint32_t i = 0; i < backfill->key_count; i++)
		query_bind(&query, at + (int)i, &key[i]);
	text = query_expanded(&query);
	query_close(&query);
	return text;
}

/* A batch of one row, and the cursor behind it. */
static void put_batch(
	struct filling *filling, const struct backfill *backfill, const struct value *end)
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
		texts[count] =
			with_key(filling, backfill, backfill->first[count], END, end);
	texts[count++] = with_key(filling, backfill, state, 1, end);
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
	static const struct value one = { .type = SQLITE_INTEGER, .integer = 1 };
	struct query query =
		scratch_prepare(filling->maker->scratch, backfill->bound_first);
	struct value *end =
		arena_array(filling->maker->arena, backfill->key_count, sizeof(*end));

	query_bind(&query, ROWS, &one);
	filling->failed |= !query_row(&query);
	for (uint32_t i = 0; !filling->failed && i < backfill->key_count; i++)
		end[i] = query_value(&query, (int)i);
	query_close(&query);
	filling->failed = filling->failed || end[0].type == SQLITE_NULL;
	if (!filling->failed)
		put_batch(filling, backfill, end);
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
