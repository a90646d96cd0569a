/*
 * conservation: what of a table's rows a step leaves nowhere. See conservation.h.
 *
 * Where a change of many rows at once makes no difference, a change of each makes none:
 * so the most frequent losses, whole tables and whole columns, cost one trial.
 */
#include "gen/rehearse/conservation.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/rehearse/lost_cells.h"
#include "gen/rehearse/torn_values.h"

struct fates fates_new(struct arena *arena, const struct table_rows *rows)
{
	size_t cells = (size_t)rows->count * rows->column_count + 1;

	return (struct fates){ .row_asked = arena_array(arena, rows->count + 1, 1),
		.row_gone = arena_array(arena, rows->count + 1, 1),
		.column_gone = arena_array(arena, rows->column_count + 1, 1),
		.row_lost = arena_array(arena, rows->count + 1, 1),
		.cell_asked = arena_array(arena, cells, 1),
		.cell_lost = arena_array(arena, cells, 1),
		.cell_found = arena_array(arena, cells, 1),
		.torn = arena_array(arena, rows->column_count + 1, 1) };
}

bool *fates_cell(
	const struct table_rows *rows, bool *cells, uint32_t row, uint32_t column)
{
	return &cells[(size_t)row * rows->column_count + column];
}

/*
 * Where no row shows a reference that statements tell of, there may be one at a user's,
 * unless the step itself maps it.
 */
void conservation_open(struct conservation *conservation)
{
	const struct table_rows *rows = conservation->rows;
	bool linked = false;
	const char *key;

	conservation->free = arena_array(conservation->arena, rows->count + 1, 1);
	conservation->columns = arena_array(conservation->arena, rows->column_count + 1,
		sizeof(*conservation->columns));
	if (rows->key_count != 1 || table_rows_column(rows, rows->keys[0]) == UINT32_MAX)
		return;
	key = rows->keys[0];
	conservation->places = references_to(
		conservation->references, conservation->trial->scratch, rows->table, key);
	for (uint32_t i = 0; i < rows->count && rows->serial != UINT32_MAX; i++) {
		conservation->free[i] = !references_have(&conservation->places,
			conservation->trial->scratch,
			table_rows_value(rows, i, rows->serial));
		linked |= !conservation->free[i];
	}
	if (!linked && conservation->places.count &&
		!names_have(&conservation->uses->compared, key))
		memset(conservation->free, false, rows->count);
}

bool conservation_is_free(
	const struct conservation *conservation, uint32_t row, uint32_t column)
{
	return column == conservation->rows->serial && conservation->free[row];
}

const char *conservation_where(const struct conservation *conservation, uint32_t row)
{
	return table_rows_where(conservation->arena, conservation->rows, row);
}

const char *conservation_value(
	const struct conservation *conservation, uint32_t row, uint32_t column)
{
	return table_rows_value(conservation->rows, row, column);
}

bool conservation_tells(
	const struct conservation *conservation, uint32_t row, uint32_t column)
{
	return strcmp(conservation_value(conservation, row, column), "NULL") != 0 &&
	       !conservation_is_free(conservation, row, column);
}

/* Rows */

static bool leave_out(struct conservation *conservation, uint32_t row)
{
	return trial_change(conservation->trial,
		arena_printf(conservation->arena, "DELETE FROM main.\"%w\" WHERE %s",
			conservation->rows->table,
			conservation_where(conservation, row)));
}

/* Rows that refer to it would be without a parent: they go, too. */
static void leave_out_children(struct conservation *conservation, uint32_t row)
{
	const struct table_rows *rows = conservation->rows;
	uint32_t key = table_rows_column(rows, rows->keys[0]);

	for (uint32_t i = 0; i < conservation->places.count; i++)
		trial_change(conservation->trial,
			arena_printf(conservation->arena,
				"DELETE FROM main.\"%w\" WHERE \"%w\" = %s",
				conservation->places.items[i].other,
				conservation->places.items[i].other_column,
				conservation_value(conservation, row, key)));
}

/* Leave out what is asked about; true: it makes no difference. */
static bool is_nothing_without(
	struct conservation *conservation, const bool *asked, bool children)
{
	bool same = true;

	trial_start(conservation->trial);
	for (uint32_t i = 0; i < conservation->rows->count && same; i++) {
		if (asked[i] && children)
			leave_out_children(conservation, i);
		same = !asked[i] || leave_out(conservation, i);
	}
	same = same && trial_run(conservation->trial) == TRIAL_SAME;
	trial_close(conservation->trial);
	return same;
}

/* Alone, or with its children: those may be what a trigger or a key takes with it. */
static bool are_lost(struct conservation *conservation, const bool *asked)
{
	return is_nothing_without(conservation, asked, false) ||
	       (conservation->places.count &&
		       is_nothing_without(conservation, asked, true));
}

/* '', 0, and what the step writes itself: a row without values would have it, too. */
static bool is_empty(const struct conservation *conservation, const char *literal)
{
	return strcmp(literal, "''") == 0 || strcmp(literal, "0") == 0 ||
	       strcmp(literal, "0.0") == 0 ||
	       column_uses_stands_in(conservation->uses, literal);
}

/*
 * Does the row say only what is said by its absence? coalesce(b.v, 'x') of a LEFT JOIN is
 * the same without a row of b whose v is 'x'; any other v is kept. A row that belongs to
 * nothing says that it is there.
 */
static bool says_nothing(struct conservation *conservation, uint32_t row)
{
	const struct table_rows *rows = conservation->rows;
	bool kept = false, belongs = false;

	for (uint32_t i = 0; i < rows->column_count; i++) {
		const struct cell_column *column;

		if (!conservation_tells(conservation, row, i))
			continue;
		column = lost_cells_column(conservation, i);
		if (column->parent || column->compared) {
			belongs = true;
			continue;
		}
		if (!is_empty(conservation, conservation_value(conservation, row, i)) ||
			lost_cells_is_lost(conservation, row, column))
			return false;
		kept = true;
	}
	return kept && belongs;
}

static void forget_row(
	struct conservation *conservation, struct fates *fates, uint32_t row)
{
	const struct table_rows *rows = conservation->rows;

	fates->row_lost[row] = fates->row_gone[row] = false;
	memset(fates_cell(rows, fates->cell_asked, row, 0), false, rows->column_count);
}

/* One more and one more, so that of two rows that are the same one is kept. */
static void judge_rows(struct conservation *conservation, struct fates *fates)
{
	bool *asked = arena_array(
		conservation->arena, conservation->rows->count + 1, sizeof(*asked));

	for (uint32_t i = 0; i < conservation->rows->count; i++) {
		if (!fates->row_asked[i])
			continue;
		asked[i] = true;
		asked[i] = fates->row_lost[i] = are_lost(conservation, asked);
		if (asked[i] && says_nothing(conservation, i)) {
			forget_row(conservation, fates, i);
			asked[i] = false;
		}
	}
}

/* True when the rows that are asked about are lost, all of them. */
static bool judge_all_rows(struct conservation *conservation, struct fates *fates)
{
	if (!memchr(fates->row_asked, true, conservation->rows->count) ||
		!are_lost(conservation, fates->row_asked))
		return false;
	memcpy(fates->row_lost, fates->row_asked, conservation->rows->count);
	return true;
}

/* A row of NULLs is not lost where others are kept: there is nothing to be kept of it. */
static void spare_empty_rows(struct conservation *conservation, struct fates *fates)
{
	const struct table_rows *rows = conservation->rows;
	bool kept = false;

	for (uint32_t i = 0; i < rows->count && !conservation->stays; i++)
		kept |= !fates->row_lost[i];
	for (uint32_t i = 0; i < rows->count && kept; i++) {
		bool telling = false;

		for (uint32_t j = 0; j < rows->column_count && fates->row_lost[i]; j++)
			telling |= conservation_tells(conservation, i, j);
		fates->row_lost[i] &= telling;
	}
}

/* A row of which nothing is kept that it tells. */
static void judge_whole_row(
	struct conservation *conservation, struct fates *fates, uint32_t row)
{
	const struct table_rows *rows = conservation->rows;
	uint32_t telling = 0, lost = 0;

	for (uint32_t i = 0; i < rows->column_count; i++) {
		telling += conservation_tells(conservation, row, i);
		lost += *fates_cell(rows, fates->cell_lost, row, i);
	}
	fates->row_lost[row] |= telling && lost == telling;
}

void conservation_judge(struct conservation *conservation, struct fates *fates)
{
	const struct table_rows *rows = conservation->rows;

	if (judge_all_rows(conservation, fates))
		memset(fates->row_asked, false, rows->count);
	lost_cells_mark(conservation, fates);
	judge_rows(conservation, fates);
	lost_cells_judge(conservation, fates);
	torn_values_sums(conservation, fates);
	for (uint32_t i = 0; i < rows->count; i++) {
		if (fates->row_gone[i])
			judge_whole_row(conservation, fates, i);
	}
	spare_empty_rows(conservation, fates);
	torn_values_links(conservation, fates);
}
