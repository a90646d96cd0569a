/*
 * lost_cells: which values make no difference to what a step leaves. See lost_cells.h.
 */
#include "gen/rehearse/lost_cells.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/oracle/query.h"
#include "gen/rehearse/variations.h"

enum { OTHERS = 3 }; /* values of other rows that are tried in a cell */

static bool is_declared_boolean(const struct conservation *conservation, uint32_t column)
{
	return sqlite3_strlike("%bool%", conservation->rows->types[column], 0) == 0;
}

static struct cell_column read_column(
	const struct conservation *conservation, uint32_t number)
{
	const struct table_rows *rows = conservation->rows;
	struct cell_column column = { .number = number, .name = rows->columns[number] };
	struct query query = scratch_query(conservation->trial->scratch,
		"SELECT f.\"table\", ifnull(f.\"to\", (SELECT name FROM "
		"pragma_table_info(f.\"table\") WHERE pk = 1)) FROM "
		"pragma_foreign_key_list(%Q) AS f WHERE f.\"from\" = %Q COLLATE NOCASE "
		"GROUP BY f.id HAVING count(*) = 1",
		rows->table, column.name);

	if (query_row(&query)) {
		column.parent = query_copy(&query, 0);
		column.target = query_copy(&query, 1);
	}
	query_close(&query);
	column.boolean = is_declared_boolean(conservation, number) ||
			 column_uses_boolean(conservation->uses, column.name);
	column.compared = names_have(&conservation->uses->compared, column.name);
	return column;
}

const struct cell_column *lost_cells_column(
	struct conservation *conservation, uint32_t number)
{
	struct cell_column *column = &conservation->columns[number];

	if (!column->name)
		*column = read_column(conservation, number);
	return column;
}

bool lost_cells_set(struct conservation *conservation, uint32_t row,
	const struct cell_column *column, const char *literal)
{
	return trial_change(conservation->trial,
		arena_printf(conservation->arena,
			"UPDATE main.\"%w\" SET \"%w\" = %s WHERE %s",
			conservation->rows->table, column->name, literal,
			conservation_where(conservation, row)));
}

bool lost_cells_is_number(const char *literal)
{
	return literal[0] != '\'' && literal[0] != 'X' && literal[0] != 'N';
}

static struct variations near(const struct conservation *conservation, uint32_t row,
	const struct cell_column *column)
{
	const char *literal = conservation_value(conservation, row, column->number);
	struct scratch *scratch = conservation->trial->scratch;

	if (column->parent)
		return (struct variations){ .arena = conservation->arena };
	if (column->boolean)
		return variations_of_boolean(scratch, literal);
	return variations_of(scratch, literal);
}

/*
 * Values that the cell might hold because other rows do, or because a parent has them. A
 * text that differs in capitals or in blanks around it is the same to many.
 */
static struct names others(const struct conservation *conservation, uint32_t row,
	const struct cell_column *column)
{
	const char *table = column->parent ? column->parent : conservation->rows->table;
	const char *name = column->target ? column->target : column->name;

	return scratch_texts(conservation->trial->scratch,
		"SELECT DISTINCT quote(\"%w\") FROM main.\"%w\" WHERE \"%w\" IS NOT NULL "
		"AND lower(trim(\"%w\")) <> lower(trim(%s)) LIMIT %d",
		name, table, name, name,
		conservation_value(conservation, row, column->number), OTHERS);
}

enum verdict { REFUSED, KEPT, LOST };

/* Another value in the cell alone. */
static enum verdict try_value(struct conservation *conservation, uint32_t row,
	const struct cell_column *column, const char *literal)
{
	enum verdict verdict = REFUSED;

	trial_start(conservation->trial);
	if (lost_cells_set(conservation, row, column, literal))
		verdict = trial_run(conservation->trial) == TRIAL_SAME ? LOST : KEPT;
	trial_close(conservation->trial);
	return verdict;
}

/* The first legal one of each kind. */
static enum verdict try_near(
	struct conservation *conservation, uint32_t row, const struct cell_column *column)
{
	struct variations list = near(conservation, row, column);
	enum verdict result = REFUSED;
	uint32_t done = UINT32_MAX; /* the kind of which one was legal */

	for (uint32_t i = 0; i < list.count && result != LOST; i++) {
		enum verdict verdict;

		if (list.items[i].kind == done)
			continue;
		verdict = try_value(conservation, row, column, list.items[i].literal);
		if (verdict != REFUSED) {
			done = list.items[i].kind;
			result = verdict;
		}
	}
	return result;
}

static enum verdict try_others(
	struct conservation *conservation, uint32_t row, const struct cell_column *column)
{
	struct names list = others(conservation, row, column);
	enum verdict result = REFUSED;

	for (uint32_t i = 0; i < list.count && result != LOST; i++) {
		enum verdict verdict =
			try_value(conservation, row, column, list.items[i]);

		result = verdict == REFUSED ? result : verdict;
	}
	return result;
}

/* True or false: what is neither is one of both to the step, and kept by either. */
static bool is_truth_lost(
	struct conservation *conservation, uint32_t row, const struct cell_column *column)
{
	struct variations list = near(conservation, row, column);
	enum verdict result = REFUSED;

	for (uint32_t i = 0; i < list.count && result != KEPT; i++) {
		enum verdict verdict =
			try_value(conservation, row, column, list.items[i].literal);

		result = verdict == REFUSED ? result : verdict;
	}
	return result == LOST;
}

bool lost_cells_is_lost(
	struct conservation *conservation, uint32_t row, const struct cell_column *column)
{
	enum verdict verdict;

	if (column->boolean)
		return is_truth_lost(conservation, row, column);
	verdict = try_near(conservation, row, column);
	if (verdict == LOST)
		return true;
	if (verdict == KEPT && !column->compared && !column->parent)
		return false;
	return try_others(conservation, row, column) == LOST;
}

bool lost_cells_set_any(
	struct conservation *conservation, uint32_t row, const struct cell_column *column)
{
	struct variations list = near(conservation, row, column);
	struct names more;

	for (uint32_t i = 0; i < list.count; i++) {
		if (lost_cells_set(conservation, row, column, list.items[i].literal))
			return true;
	}
	more = others(conservation, row, column);
	for (uint32_t i = 0; i < more.count; i++) {
		if (lost_cells_set(conservation, row, column, more.items[i]))
			return true;
	}
	return false;
}

/* Can a value that is like no other be put into the cell? */
static bool takes_marker(const struct conservation *conservation, uint32_t row,
	const struct cell_column *column)
{
	const char *literal = conservation_value(conservation, row, column->number);

	if (column->boolean || column->parent || column->compared)
		return false;
	if (literal[0] == '\'')
		return literal[1] != '{' && literal[1] != '[' &&
		       !(literal[1] >= '0' && literal[1] <= '9' && strchr(literal, '-'));
	return lost_cells_is_number(literal) && !strpbrk(literal, ".eE");
}

/* The cells of a column that are asked about. */
static bool *asked_of(const struct conservation *conservation, const struct fates *fates,
	uint32_t number, uint32_t *count)
{
	const struct table_rows *rows = conservation->rows;
	bool *asked = arena_array(conservation->arena, rows->count + 1, 1);

	*count = 0;
	for (uint32_t i = 0; i < rows->count; i++) {
		asked[i] = *fates_cell(rows, fates->cell_asked, i, number) &&
			   !fates->row_lost[i] &&
			   conservation_tells(conservation, i, number);
		*count += asked[i];
	}
	return asked;
}

/* Put a marker into a cell; false: it takes none. */
static bool set_marker(struct conservation *conservation, uint32_t row,
	const struct cell_column *column, bool front)
{
	const char *literal = conservation_value(conservation, row, column->number);

	return takes_marker(conservation, row, column) &&
	       lost_cells_set(conservation, row, column,
		       trial_marker(conservation->arena, literal, front, row));
}

/*
 * Other values in all cells at once, markers where they fit: `found` tells where those
 * are. True: no difference, so that all are lost.
 */
static bool run_marked(struct conservation *conservation, const bool *asked,
	const struct cell_column *column, bool front, bool *found)
{
	const struct table_rows *rows = conservation->rows;
	bool *legal = arena_array(conservation->arena, rows->count + 1, 1);
	enum trial_answer answer = TRIAL_UNKNOWN;
	bool changed = true;

	trial_start(conservation->trial);
	for (uint32_t i = 0; i < rows->count && changed; i++) {
		legal[i] = asked[i] && set_marker(conservation, i, column, front);
		changed = !asked[i] || legal[i] ||
			  lost_cells_set_any(conservation, i, column);
	}
	if (changed)
		answer = trial_run_marked(
			conservation->trial, front, found, rows->count);
	trial_close(conservation->trial);
	for (uint32_t i = 0; i < rows->count && front; i++)
		found[i] |= !legal[i]; /* no number of the column is negative */
	return answer == TRIAL_SAME;
}

/* True: all are lost. What is found, from its beginning to its end, is kept. */
static bool mark_column(struct conservation *conservation, struct fates *fates,
	const bool *asked, const struct cell_column *column)
{
	const struct table_rows *rows = conservation->rows;
	bool *end = arena_array(conservation->arena, rows->count + 1, 1);
	bool *front = arena_array(conservation->arena, rows->count + 1, 1);

	if (run_marked(conservation, asked, column, false, end))
		return true;
	if (memchr(end, true, rows->count))
		run_marked(conservation, asked, column, true, front);
	for (uint32_t i = 0; i < rows->count; i++)
		*fates_cell(rows, fates->cell_found, i, column->number) =
			asked[i] && end[i] && front[i];
	return false;
}

void lost_cells_mark(struct conservation *conservation, struct fates *fates)
{
	const struct table_rows *rows = conservation->rows;

	for (uint32_t i = 0; i < rows->column_count; i++) {
		const struct cell_column *column;
		uint32_t count;
		bool *asked = asked_of(conservation, fates, i, &count);

		if (!count)
			continue;
		column = lost_cells_column(conservation, i);
		if (column->boolean || !mark_column(conservation, fates, asked, column))
			continue;
		for (uint32_t j = 0; j < rows->count; j++)
			*fates_cell(rows, fates->cell_lost, j, i) = asked[j];
	}
}

/* The cells that are neither found nor lost with their column, one by one. */
static void judge_column(
	struct conservation *conservation, struct fates *fates, uint32_t number)
{
	const struct table_rows *rows = conservation->rows;
	uint32_t count;
	bool *asked = asked_of(conservation, fates, number, &count);

	for (uint32_t i = 0; i < rows->count && count; i++) {
		bool *lost = fates_cell(rows, fates->cell_lost, i, number);

		if (!asked[i] || *lost || *fates_cell(rows, fates->cell_found, i, number))
			continue;
		*lost = lost_cells_is_lost(
			conservation, i, lost_cells_column(conservation, number));
	}
}

void lost_cells_judge(struct conservation *conservation, struct fates *fates)
{
	for (uint32_t i = 0; i < conservation->rows->column_count; i++)
		judge_column(conservation, fates, i);
}
