/*
 * conservation: what of a table's rows a step leaves nowhere. See conservation.h.
 *
 * Where a change of many rows at once makes no difference, a change of each makes none:
 * so the most frequent losses, whole tables and whole columns, cost one trial.
 */
#include "gen/rehearse/conservation.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/oracle/query.h"
#include "gen/rehearse/variations.h"

enum {
	OTHERS = 3, /* values of other rows that are tried in a cell */
	PAIRS = 4   /* exchanges that are tried in a column */
};

struct fates fates_new(struct arena *arena, const struct table_rows *rows)
{
	size_t cells = (size_t)rows->count * rows->column_count + 1;

	return (struct fates){ .row_asked = arena_array(arena, rows->count + 1, 1),
		.row_gone = arena_array(arena, rows->count + 1, 1),
		.row_lost = arena_array(arena, rows->count + 1, 1),
		.cell_asked = arena_array(arena, cells, 1),
		.cell_lost = arena_array(arena, cells, 1),
		.torn = arena_array(arena, rows->column_count + 1, 1) };
}

bool *fates_cell(const struct table_rows *rows, bool *cells, uint32_t row, uint32_t column)
{
	return &cells[(size_t)row * rows->column_count + column];
}

void conservation_open(struct conservation *conservation)
{
	const struct table_rows *rows = conservation->rows;

	if (rows->serial != UINT32_MAX)
		conservation->places = references_to(conservation->references,
			conservation->trial->scratch, rows->table,
			rows->columns[rows->serial]);
}

bool conservation_is_free(
	const struct conservation *conservation, uint32_t row, uint32_t column)
{
	return column == conservation->rows->serial &&
	       !references_have(&conservation->places, conservation->trial->scratch,
		       table_rows_value(conservation->rows, row, column));
}

static const char *where(const struct conservation *conservation, uint32_t row)
{
	return table_rows_where(conservation->arena, conservation->rows, row);
}

static const char *value_at(
	const struct conservation *conservation, uint32_t row, uint32_t column)
{
	return table_rows_value(conservation->rows, row, column);
}

static bool tells(const struct conservation *conservation, uint32_t row, uint32_t column)
{
	return strcmp(value_at(conservation, row, column), "NULL") != 0 &&
	       !conservation_is_free(conservation, row, column);
}

/* Rows */

static bool leave_out(struct conservation *conservation, uint32_t row)
{
	return trial_change(conservation->trial,
		arena_printf(conservation->arena, "DELETE FROM main.\"%w\" WHERE %s",
			conservation->rows->table, where(conservation, row)));
}

static void judge_row(struct conservation *conservation, struct fates *fates, uint32_t row)
{
	trial_open(conservation->trial);
	fates->row_lost[row] = leave_out(conservation, row) &&
			       trial_run(conservation->trial) == TRIAL_SAME;
	trial_close(conservation->trial);
}

/* Leave out all at once; true: it makes no difference. */
static bool are_all_lost(struct conservation *conservation, const bool *asked)
{
	bool same = true;

	trial_open(conservation->trial);
	for (uint32_t i = 0; i < conservation->rows->count && same; i++)
		same = !asked[i] || leave_out(conservation, i);
	same = same && trial_run(conservation->trial) == TRIAL_SAME;
	trial_close(conservation->trial);
	return same;
}

static void judge_rows(struct conservation *conservation, struct fates *fates)
{
	uint32_t asked = 0;

	for (uint32_t i = 0; i < conservation->rows->count; i++)
		asked += fates->row_asked[i];
	if (!asked)
		return;
	if (are_all_lost(conservation, fates->row_asked)) {
		memcpy(fates->row_lost, fates->row_asked, conservation->rows->count);
		return;
	}
	for (uint32_t i = 0; i < conservation->rows->count && asked > 1; i++) {
		if (fates->row_asked[i])
			judge_row(conservation, fates, i);
	}
}

/* Cells */

/* A column, and where values come from that may be in it. */
struct cell_column {
	uint32_t number;
	const char *name;
	bool boolean;
	bool compared;
	const char *parent, *target; /* of a foreign key, or NULL */
};

static bool is_declared_boolean(const struct conservation *conservation, uint32_t column)
{
	return sqlite3_strlike("%bool%", conservation->rows->types[column], 0) == 0;
}

static struct cell_column column_of(
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

static bool set_cell(struct conservation *conservation, uint32_t row,
	const struct cell_column *column, const char *literal)
{
	return trial_change(conservation->trial,
		arena_printf(conservation->arena,
			"UPDATE main.\"%w\" SET \"%w\" = %s WHERE %s",
			conservation->rows->table, column->name, literal,
			where(conservation, row)));
}

static bool is_number(const char *literal)
{
	return literal[0] != '\'' && literal[0] != 'X' && literal[0] != 'N';
}

static struct variations near(const struct conservation *conservation, uint32_t row,
	const struct cell_column *column)
{
	const char *literal = value_at(conservation, row, column->number);
	struct scratch *scratch = conservation->trial->scratch;

	if (column->parent)
		return (struct variations){ .arena = conservation->arena };
	if (column->boolean)
		return variations_of_boolean(scratch, literal);
	return variations_of(scratch, literal);
}

/* Values that the cell might hold because other rows do, or because a parent has them. */
static struct names others(const struct conservation *conservation, uint32_t row,
	const struct cell_column *column)
{
	const char *table = column->parent ? column->parent : conservation->rows->table;
	const char *name = column->target ? column->target : column->name;

	return scratch_texts(conservation->trial->scratch,
		"SELECT DISTINCT quote(\"%w\") FROM main.\"%w\" WHERE \"%w\" IS NOT NULL "
		"AND \"%w\" IS NOT %s LIMIT %d",
		name, table, name, name, value_at(conservation, row, column->number),
		OTHERS);
}

enum verdict { REFUSED, KEPT, LOST };

/* Another value in the cell alone. */
static enum verdict try_value(struct conservation *conservation, uint32_t row,
	const struct cell_column *column, const char *literal)
{
	enum verdict verdict = REFUSED;

	trial_open(conservation->trial);
	if (set_cell(conservation, row, column, literal))
		verdict = trial_run(conservation->trial) == TRIAL_SAME ? LOST : KEPT;
	trial_close(conservation->trial);
	return verdict;
}

/* The first legal one of each kind. */
static enum verdict try_near(struct conservation *conservation, uint32_t row,
	const struct cell_column *column)
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

static enum verdict try_others(struct conservation *conservation, uint32_t row,
	const struct cell_column *column)
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
static bool is_truth_lost(struct conservation *conservation, uint32_t row,
	const struct cell_column *column)
{
	struct variations list = near(conservation, row, column);
	enum verdict result = REFUSED;

	for (uint32_t i = 0; i < list.count && result != KEPT; i++) {
		enum verdict verdict = try_value(
			conservation, row, column, list.items[i].literal);

		result = verdict == REFUSED ? result : verdict;
	}
	return result == LOST;
}

static bool is_cell_lost(struct conservation *conservation, uint32_t row,
	const struct cell_column *column)
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

/* Put another value in one more cell; false: SQLite allows none. */
static bool set_any(struct conservation *conservation, uint32_t row,
	const struct cell_column *column)
{
	struct variations list = near(conservation, row, column);
	struct names more;

	for (uint32_t i = 0; i < list.count; i++) {
		if (set_cell(conservation, row, column, list.items[i].literal))
			return true;
	}
	more = others(conservation, row, column);
	for (uint32_t i = 0; i < more.count; i++) {
		if (set_cell(conservation, row, column, more.items[i]))
			return true;
	}
	return false;
}

static bool is_column_lost(struct conservation *conservation, const bool *asked,
	const struct cell_column *column)
{
	bool same = true;

	trial_open(conservation->trial);
	for (uint32_t i = 0; i < conservation->rows->count && same; i++)
		same = !asked[i] || set_any(conservation, i, column);
	same = same && trial_run(conservation->trial) == TRIAL_SAME;
	trial_close(conservation->trial);
	return same;
}

static void judge_column(
	struct conservation *conservation, struct fates *fates, uint32_t number)
{
	const struct table_rows *rows = conservation->rows;
	bool *asked = arena_array(conservation->arena, rows->count + 1, 1);
	struct cell_column column;
	uint32_t count = 0;
	bool all;

	for (uint32_t i = 0; i < rows->count; i++) {
		asked[i] = *fates_cell(rows, fates->cell_asked, i, number) &&
			   !fates->row_lost[i] && tells(conservation, i, number);
		count += asked[i];
	}
	if (!count)
		return;
	column = column_of(conservation, number);
	all = count > 1 && !column.boolean &&
	      is_column_lost(conservation, asked, &column);
	for (uint32_t i = 0; i < rows->count; i++) {
		if (asked[i])
			*fates_cell(rows, fates->cell_lost, i, number) =
				all || is_cell_lost(conservation, i, &column);
	}
}

/* A row of which nothing is kept that it tells. */
static void judge_whole_row(
	struct conservation *conservation, struct fates *fates, uint32_t row)
{
	const struct table_rows *rows = conservation->rows;
	uint32_t telling = 0, lost = 0;

	for (uint32_t i = 0; i < rows->column_count; i++) {
		telling += tells(conservation, row, i);
		lost += *fates_cell(rows, fates->cell_lost, row, i);
	}
	fates->row_lost[row] |= telling && lost == telling;
}

/* Pairs */

/* One statement, or three where a UNIQUE is in the way in between. */
static bool exchange(struct conservation *conservation, const struct cell_column *column,
	uint32_t a, uint32_t b)
{
	const char *first = value_at(conservation, a, column->number);
	const char *second = value_at(conservation, b, column->number);
	const char *sql = arena_printf(conservation->arena,
		"UPDATE main.\"%w\" SET \"%w\" = CASE WHEN %s THEN %s ELSE %s END WHERE "
		"(%s) OR (%s)",
		conservation->rows->table, column->name, where(conservation, a), second,
		first, where(conservation, a), where(conservation, b));

	if (trial_change(conservation->trial, sql))
		return true;
	return set_any(conservation, a, column) &&
	       set_cell(conservation, b, column, first) &&
	       set_cell(conservation, a, column, second);
}

/* Is the cell kept, of a row that has gone but is not lost? */
static bool is_moved(struct conservation *conservation, const struct fates *fates,
	uint32_t row, uint32_t column)
{
	const struct table_rows *rows = conservation->rows;

	return *fates_cell(rows, fates->cell_asked, row, column) &&
	       !fates->row_lost[row] &&
	       !*fates_cell(rows, fates->cell_lost, row, column) &&
	       tells(conservation, row, column);
}

/* Is anything else of the row kept? */
static bool has_company(struct conservation *conservation, const struct fates *fates,
	uint32_t row, uint32_t column)
{
	const struct table_rows *rows = conservation->rows;

	for (uint32_t i = 0; i < rows->column_count; i++) {
		if (i != column && tells(conservation, row, i) &&
			!*fates_cell(rows, fates->cell_lost, row, i))
			return true;
	}
	return false;
}

static bool is_torn(struct conservation *conservation, const struct cell_column *column,
	uint32_t a, uint32_t b)
{
	bool same;

	trial_open(conservation->trial);
	same = exchange(conservation, column, a, b) &&
	       trial_run(conservation->trial) == TRIAL_SAME;
	trial_close(conservation->trial);
	return same;
}

static bool are_apart(struct conservation *conservation, const struct fates *fates,
	uint32_t column, uint32_t a, uint32_t b)
{
	return strcmp(value_at(conservation, a, column),
		       value_at(conservation, b, column)) != 0 &&
	       is_moved(conservation, fates, b, column) &&
	       has_company(conservation, fates, b, column);
}

static void judge_links(
	struct conservation *conservation, struct fates *fates, uint32_t number)
{
	const struct table_rows *rows = conservation->rows;
	struct cell_column column;
	uint32_t last = UINT32_MAX, tried = 0;

	for (uint32_t i = 0; i < rows->count && tried < PAIRS && !fates->torn[number];
		i++) {
		if (!is_moved(conservation, fates, i, number) ||
			!has_company(conservation, fates, i, number))
			continue;
		if (last != UINT32_MAX &&
			are_apart(conservation, fates, number, last, i)) {
			if (!tried++)
				column = column_of(conservation, number);
			fates->torn[number] =
				is_torn(conservation, &column, last, i);
		}
		last = i;
	}
}

/* One more in one row, and one less in another: a sum does not tell. */
static bool is_blended(
	struct conservation *conservation, uint32_t column, uint32_t a, uint32_t b)
{
	const char *sql = arena_printf(conservation->arena,
		"UPDATE main.\"%w\" SET \"%w\" = \"%w\" + CASE WHEN %s THEN 1 ELSE -1 END "
		"WHERE (%s) OR (%s)",
		conservation->rows->table, conservation->rows->columns[column],
		conservation->rows->columns[column], where(conservation, a),
		where(conservation, a), where(conservation, b));
	bool same;

	trial_open(conservation->trial);
	same = trial_change(conservation->trial, sql) &&
	       trial_run(conservation->trial) == TRIAL_SAME;
	trial_close(conservation->trial);
	return same;
}

static void judge_sums(
	struct conservation *conservation, struct fates *fates, uint32_t column)
{
	const struct table_rows *rows = conservation->rows;

	for (uint32_t i = 0; i < rows->count; i++) {
		for (uint32_t j = i + 1; j < rows->count; j++) {
			if (!is_moved(conservation, fates, i, column) ||
				!is_moved(conservation, fates, j, column) ||
				!is_number(value_at(conservation, i, column)) ||
				!is_number(value_at(conservation, j, column)) ||
				!is_blended(conservation, column, i, j))
				continue;
			*fates_cell(rows, fates->cell_lost, i, column) = true;
			*fates_cell(rows, fates->cell_lost, j, column) = true;
		}
	}
}

void conservation_judge(struct conservation *conservation, struct fates *fates)
{
	const struct table_rows *rows = conservation->rows;

	judge_rows(conservation, fates);
	for (uint32_t i = 0; i < rows->column_count; i++)
		judge_column(conservation, fates, i);
	if (conservation->uses->aggregates) {
		for (uint32_t i = 0; i < rows->column_count; i++)
			judge_sums(conservation, fates, i);
	}
	for (uint32_t i = 0; i < rows->count; i++) {
		if (fates->row_gone[i])
			judge_whole_row(conservation, fates, i);
	}
	for (uint32_t i = 0; i < rows->column_count; i++)
		judge_links(conservation, fates, i);
}
