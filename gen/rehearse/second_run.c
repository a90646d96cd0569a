/*
 * second_run: what a second run of a step would do. See second_run.h.
 */
#include "gen/rehearse/second_run.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/lint/nondeterminism.h"
#include "gen/oracle/table_rows.h"

/* Is it a step whose statements alone tell what it does, at any time of the day? */
static bool is_plain(struct arena *arena, const struct migration *migration)
{
	if (migration->bare || migration->enforced)
		return false;
	for (uint32_t i = 0; i < migration->up->up_count; i++) {
		const struct statement *statement = &migration->up->up[i];

		if (statement->kind == STATEMENT_CALL ||
			nondeterminism_text(arena, statement->sql))
			return false;
	}
	return true;
}

static bool has_same_rows(const struct table_rows *before, const struct table_rows *after)
{
	if (before->count != after->count || before->column_count != after->column_count)
		return false;
	for (uint32_t i = 0; i < before->count; i++) {
		if (strcmp(table_rows_key(before, i), table_rows_key(after, i)) != 0)
			return false;
		for (uint32_t j = 0; j < before->column_count; j++) {
			if (strcmp(table_rows_value(before, i, j),
				    table_rows_value(after, i, j)) != 0)
				return false;
		}
	}
	return true;
}

static const char *words_of_change(struct arena *arena, const struct table_rows *before,
	const struct table_rows *after)
{
	uint32_t more = after->count > before->count ? after->count - before->count : 0;

	if (more)
		return arena_printf(arena, "run a second time it adds %u row%s to %s",
			more, more == 1 ? "" : "s", before->table);
	return arena_printf(
		arena, "run a second time it changes rows of %s again", before->table);
}

/* The first table of which a second run changed rows, in words; NULL: none. */
static const char *change_of(
	struct scratch *scratch, struct table_rows *const *before, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		const struct table_rows *after =
			before[i] ? table_rows_take(scratch, before[i]->table) : NULL;

		if (after && !has_same_rows(before[i], after))
			return words_of_change(scratch->arena, before[i], after);
	}
	return NULL;
}

const char *second_run_words(struct scratch *scratch, const struct migration *migration,
	const struct touched *touched)
{
	struct arena *arena = scratch->arena;
	const char *words;
	struct table_rows **before;
	uint32_t count = 0;

	if (!is_plain(arena, migration))
		return NULL;
	before = arena_array(arena, touched->written.count + 1, sizeof(*before));
	for (uint32_t i = 0; i < touched->written.count; i++) {
		if (sqlite3_strnicmp(touched->written.items[i], "sqlite_", 7) != 0)
			before[count++] =
				table_rows_take(scratch, touched->written.items[i]);
	}
	scratch_savepoint(scratch, "again");
	if (scratch_run_all(scratch, migration->up->up, migration->up->up_count))
		words = arena_printf(arena, "run a second time it fails: %s",
			scratch->failure.message);
	else
		words = change_of(scratch, before, count);
	scratch_undo(scratch, "again");
	return words ? words : "run a second time it changes no row";
}
