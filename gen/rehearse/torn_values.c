/*
 * torn_values: values that are kept, and not told apart any more. See torn_values.h.
 */
#include "gen/rehearse/torn_values.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/rehearse/lost_cells.h"

enum { PAIRS = 4 }; /* exchanges that are tried in a column */

/* The end of a trial, whose change SQLite took or not: does it make no difference? */
static bool ends_same(struct conservation *conservation, bool changed)
{
	bool same = changed && trial_run(conservation->trial) == TRIAL_SAME;

	trial_close(conservation->trial);
	return same;
}

/* One statement, or three where a UNIQUE is in the way in between. */
static bool exchange(struct conservation *conservation, const struct cell_column *column,
	uint32_t a, uint32_t b)
{
	const char *first = conservation_value(conservation, a, column->number);
	const char *second = conservation_value(conservation, b, column->number);
	const char *sql = arena_printf(conservation->arena,
		"UPDATE main.\"%w\" SET \"%w\" = CASE WHEN %s THEN %s ELSE %s END WHERE "
		"(%s) OR (%s)",
		conservation->rows->table, column->name,
		conservation_where(conservation, a), second, first,
		conservation_where(conservation, a), conservation_where(conservation, b));

	if (trial_change(conservation->trial, sql))
		return true;
	return lost_cells_set_any(conservation, a, column) &&
	       lost_cells_set(conservation, b, column, first) &&
	       lost_cells_set(conservation, a, column, second);
}

/* Is the cell kept, of a row that has gone but is not lost? */
static bool is_moved(struct conservation *conservation, const struct fates *fates,
	uint32_t row, uint32_t column)
{
	const struct table_rows *rows = conservation->rows;

	return *fates_cell(rows, fates->cell_asked, row, column) &&
	       !fates->row_lost[row] &&
	       !*fates_cell(rows, fates->cell_lost, row, column) &&
	       conservation_tells(conservation, row, column);
}

/*
 * Have both rows something else that is kept, and is not the same? Else they are the
 * same two rows after the exchange.
 */
static bool have_company(struct conservation *conservation, const struct fates *fates,
	uint32_t column, uint32_t a, uint32_t b)
{
	const struct table_rows *rows = conservation->rows;

	for (uint32_t i = 0; i < rows->column_count; i++) {
		if (i != column && conservation_tells(conservation, a, i) &&
			conservation_tells(conservation, b, i) &&
			!*fates_cell(rows, fates->cell_lost, a, i) &&
			!*fates_cell(rows, fates->cell_lost, b, i) &&
			strcmp(conservation_value(conservation, a, i),
				conservation_value(conservation, b, i)) != 0)
			return true;
	}
	return false;
}

/* Are both values the same to the step, as texts in capitals and small letters may be? */
static bool is_one_value(struct conservation *conservation,
	const struct cell_column *column, uint32_t a, uint32_t b)
{
	trial_start(conservation->trial);
	return ends_same(conservation,
		lost_cells_set(conservation, a, column,
			conservation_value(conservation, b, column->number)));
}

static bool is_torn(struct conservation *conservation, const struct cell_column *column,
	uint32_t a, uint32_t b)
{
	trial_start(conservation->trial);
	return ends_same(conservation, exchange(conservation, column, a, b)) &&
	       !is_one_value(conservation, column, a, b);
}

static bool are_apart(struct conservation *conservation, const struct fates *fates,
	uint32_t column, uint32_t a, uint32_t b)
{
	return strcmp(conservation_value(conservation, a, column),
		       conservation_value(conservation, b, column)) != 0 &&
	       have_company(conservation, fates, column, a, b);
}

static void judge_links(
	struct conservation *conservation, struct fates *fates, uint32_t number)
{
	const struct table_rows *rows = conservation->rows;
	uint32_t last = UINT32_MAX, tried = 0;

	for (uint32_t i = 0; i < rows->count && tried < PAIRS && !fates->torn[number];
		i++) {
		if ((!fates->row_gone[i] && !fates->column_gone[number]) ||
			!is_moved(conservation, fates, i, number))
			continue;
		if (last != UINT32_MAX &&
			are_apart(conservation, fates, number, last, i)) {
			tried++;
			fates->torn[number] = is_torn(conservation,
				lost_cells_column(conservation, number), last, i);
		}
		last = i;
	}
}

/* One more in one row, and one less in another: a sum does not tell. */
static bool is_blended(
	struct conservation *conservation, uint32_t column, uint32_t a, uint32_t b)
{
	const char *sql = arena_printf(conservation->arena,
		"UPDATE main.\"%w\" SET \"%w\" = \"%w\" + CASE WHEN %s THEN 1 ELSE -1 "
		"END WHERE (%s) OR (%s)",
		conservation->rows->table, conservation->rows->columns[column],
		conservation->rows->columns[column], conservation_where(conservation, a),
		conservation_where(conservation, a), conservation_where(conservation, b));

	trial_start(conservation->trial);
	return ends_same(conservation, trial_change(conservation->trial, sql));
}

/* The same within a row: a + b does not tell. */
static bool is_added_up(
	struct conservation *conservation, uint32_t row, uint32_t a, uint32_t b)
{
	const char *const *columns = conservation->rows->columns;
	const char *sql = arena_printf(conservation->arena,
		"UPDATE main.\"%w\" SET \"%w\" = \"%w\" + 1, \"%w\" = \"%w\" - 1 WHERE "
		"%s",
		conservation->rows->table, columns[a], columns[a], columns[b], columns[b],
		conservation_where(conservation, row));

	trial_start(conservation->trial);
	return ends_same(conservation, trial_change(conservation->trial, sql));
}

static bool is_moved_number(struct conservation *conservation, const struct fates *fates,
	uint32_t row, uint32_t column)
{
	return lost_cells_is_number(conservation_value(conservation, row, column)) &&
	       is_moved(conservation, fates, row, column);
}

static void lose_cell(struct conservation *conservation, struct fates *fates,
	uint32_t row, uint32_t column)
{
	*fates_cell(conservation->rows, fates->cell_lost, row, column) = true;
}

static void judge_row_sums(
	struct conservation *conservation, struct fates *fates, uint32_t row)
{
	uint32_t columns = conservation->rows->column_count;

	for (uint32_t i = 0; i < columns; i++) {
		for (uint32_t j = i + 1; j < columns; j++) {
			if (!is_moved_number(conservation, fates, row, i) ||
				!is_moved_number(conservation, fates, row, j) ||
				!is_added_up(conservation, row, i, j))
				continue;
			lose_cell(conservation, fates, row, i);
			lose_cell(conservation, fates, row, j);
		}
	}
}

static void judge_sums(
	struct conservation *conservation, struct fates *fates, uint32_t column)
{
	uint32_t rows = conservation->rows->count;

	for (uint32_t i = 0; i < rows; i++) {
		for (uint32_t j = i + 1; j < rows; j++) {
			if (!is_moved_number(conservation, fates, i, column) ||
				!is_moved_number(conservation, fates, j, column) ||
				!is_blended(conservation, column, i, j))
				continue;
			lose_cell(conservation, fates, i, column);
			lose_cell(conservation, fates, j, column);
		}
	}
}

void torn_values_links(struct conservation *conservation, struct fates *fates)
{
	for (uint32_t i = 0; i < conservation->rows->column_count; i++)
		judge_links(conservation, fates, i);
}

void torn_values_sums(struct conservation *conservation, struct fates *fates)
{
	const struct table_rows *rows = conservation->rows;
	const struct column_uses *uses = conservation->uses;

	for (uint32_t i = 0; (uses->aggregates || uses->adds) && i < rows->column_count; i++)
		judge_sums(conservation, fates, i);
	for (uint32_t i = 0; uses->adds && i < rows->count; i++)
		judge_row_sums(conservation, fates, i);
}
