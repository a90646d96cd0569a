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
		.column_gone = arena_array(arena, rows->column_count + 1, 1),
		.row_lost = arena_array(arena, rows->count + 1, 1),
		.cell_asked = arena_array(arena, cells, 1),
		.cell_lost = arena_array(arena, cells, 1),
		.cell_found = arena_array(arena, cells, 1),
		.torn = arena_array(arena, rows->column_count + 1, 1) };
}

bool *fates_cell(const struct table_rows *rows, bool *cells, uint32_t row, uint32_t column)
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
	if (rows->key_count != 1 || table_rows_column(rows, rows->keys[0]) == UINT32_MAX)
		return;
	key = rows->keys[0];
	conservation->places = references_to(conservation->references,
		conservation->trial->scratch, rows->table, key);
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
				value_at(conservation, row, key)));
}

/* Leave out what is asked about; true: it makes no difference. */
static bool is_nothing_without(
	struct conservation *conservation, const bool *asked, bool children)
{
	bool same = true;

	trial_open(conservation->trial);
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

static void judge_rows(struct conservation *conservation, struct fates *fates)
{
	bool *asked = arena_array(
		conservation->arena, conservation->rows->count + 1, sizeof(*asked));

	for (uint32_t i = 0; i < conservation->rows->count; i++) {
		if (!fates->row_asked[i])
			continue;
		memset(asked, false, conservation->rows->count);
		asked[i] = true;
		fates->row_lost[i] = are_lost(conservation, asked);
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

/* Can a value that is like no other be put into the cell? */
static bool takes_marker(const struct conservation *conservation, uint32_t row,
	const struct cell_column *column)
{
	const char *literal = value_at(conservation, row, column->number);

	if (column->boolean || column->parent || column->compared)
		return false;
	if (literal[0] == '\'')
		return literal[1] != '{' && literal[1] != '[' &&
		       !(literal[1] >= '0' && literal[1] <= '9' &&
			       strchr(literal, '-'));
	return is_number(literal) && !strpbrk(literal, ".eE");
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
			   !fates->row_lost[i] && tells(conservation, i, number);
		*count += asked[i];
	}
	return asked;
}

/*
 * Other values in all cells at once, markers where they fit. True: no difference, so that
 * all are lost. What is found is kept.
 */
static bool mark_column(struct conservation *conservation, struct fates *fates,
	const bool *asked, const struct cell_column *column)
{
	const struct table_rows *rows = conservation->rows;
	bool *found = arena_array(conservation->arena, rows->count + 1, 1);
	enum trial_answer answer = TRIAL_UNKNOWN;
	bool changed = true;

	trial_open(conservation->trial);
	for (uint32_t i = 0; i < rows->count && changed; i++) {
		bool marked = asked[i] && takes_marker(conservation, i, column) &&
			      set_cell(conservation, i, column,
				      trial_marker(conservation->arena,
					      value_at(conservation, i, column->number),
					      i));

		changed = !asked[i] || marked || set_any(conservation, i, column);
	}
	if (changed)
		answer = trial_run_marked(conservation->trial, found, rows->count);
	trial_close(conservation->trial);
	for (uint32_t i = 0; i < rows->count; i++)
		*fates_cell(rows, fates->cell_found, i, column->number) =
			asked[i] && found[i];
	return answer == TRIAL_SAME;
}

/* Columns as a whole. */
static void mark_columns(struct conservation *conservation, struct fates *fates)
{
	const struct table_rows *rows = conservation->rows;

	for (uint32_t i = 0; i < rows->column_count; i++) {
		struct cell_column column;
		uint32_t count;
		bool *asked = asked_of(conservation, fates, i, &count);

		if (!count)
			continue;
		column = column_of(conservation, i);
		if (column.boolean || !mark_column(conservation, fates, asked, &column))
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
	struct cell_column column = { 0 };
	uint32_t count;
	bool *asked = asked_of(conservation, fates, number, &count);

	for (uint32_t i = 0; i < rows->count && count; i++) {
		bool *lost = fates_cell(rows, fates->cell_lost, i, number);

		if (!asked[i] || *lost ||
			*fates_cell(rows, fates->cell_found, i, number))
			continue;
		if (!column.name)
			column = column_of(conservation, number);
		*lost = is_cell_lost(conservation, i, &column);
	}
}

/* A row of NULLs is not lost where others are kept: there is nothing to be kept of it. */
static void spare_empty_rows(struct conservation *conservation, struct fates *fates)
{
	const struct table_rows *rows = conservation->rows;
	bool kept = false;

	for (uint32_t i = 0; i < rows->count; i++)
		kept |= !fates->row_lost[i];
	for (uint32_t i = 0; i < rows->count && kept; i++) {
		bool telling = false;

		for (uint32_t j = 0; j < rows->column_count && fates->row_lost[i]; j++)
			telling |= tells(conservation, i, j);
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

/*
 * Have both rows something else that is kept, and is not the same? Else they are the
 * same two rows after the exchange.
 */
static bool have_company(struct conservation *conservation, const struct fates *fates,
	uint32_t column, uint32_t a, uint32_t b)
{
	const struct table_rows *rows = conservation->rows;

	for (uint32_t i = 0; i < rows->column_count; i++) {
		if (i != column && tells(conservation, a, i) &&
			tells(conservation, b, i) &&
			!*fates_cell(rows, fates->cell_lost, a, i) &&
			!*fates_cell(rows, fates->cell_lost, b, i) &&
			strcmp(value_at(conservation, a, i),
				value_at(conservation, b, i)) != 0)
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
	       have_company(conservation, fates, column, a, b);
}

static void judge_links(
	struct conservation *conservation, struct fates *fates, uint32_t number)
{
	const struct table_rows *rows = conservation->rows;
	struct cell_column column;
	uint32_t last = UINT32_MAX, tried = 0;

	for (uint32_t i = 0; i < rows->count && tried < PAIRS && !fates->torn[number];
		i++) {
		if ((!fates->row_gone[i] && !fates->column_gone[number]) ||
			!is_moved(conservation, fates, i, number))
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

/* The same within a row: a + b does not tell. */
static bool is_added_up(
	struct conservation *conservation, uint32_t row, uint32_t a, uint32_t b)
{
	const char *const *columns = conservation->rows->columns;
	const char *sql = arena_printf(conservation->arena,
		"UPDATE main.\"%w\" SET \"%w\" = \"%w\" + 1, \"%w\" = \"%w\" - 1 WHERE %s",
		conservation->rows->table, columns[a], columns[a], columns[b],
		columns[b], where(conservation, row));
	bool same;

	trial_open(conservation->trial);
	same = trial_change(conservation->trial, sql) &&
	       trial_run(conservation->trial) == TRIAL_SAME;
	trial_close(conservation->trial);
	return same;
}

static bool is_moved_number(struct conservation *conservation, const struct fates *fates,
	uint32_t row, uint32_t column)
{
	return is_number(value_at(conservation, row, column)) &&
	       is_moved(conservation, fates, row, column);
}

static void judge_row_sums(
	struct conservation *conservation, struct fates *fates, uint32_t row)
{
	const struct table_rows *rows = conservation->rows;

	for (uint32_t i = 0; i < rows->column_count; i++) {
		for (uint32_t j = i + 1; j < rows->column_count; j++) {
			if (!is_moved_number(conservation, fates, row, i) ||
				!is_moved_number(conservation, fates, row, j) ||
				!is_added_up(conservation, row, i, j))
				continue;
			*fates_cell(rows, fates->cell_lost, row, i) = true;
			*fates_cell(rows, fates->cell_lost, row, j) = true;
		}
	}
}

static void judge_sums(
	struct conservation *conservation, struct fates *fates, uint32_t column)
{
	const struct table_rows *rows = conservation->rows;

	for (uint32_t i = 0; i < rows->count; i++) {
		for (uint32_t j = i + 1; j < rows->count; j++) {
			if (!is_moved_number(conservation, fates, i, column) ||
				!is_moved_number(conservation, fates, j, column) ||
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

	if (judge_all_rows(conservation, fates))
		memset(fates->row_asked, false, rows->count);
	mark_columns(conservation, fates);
	judge_rows(conservation, fates);
	for (uint32_t i = 0; i < rows->column_count; i++)
		judge_column(conservation, fates, i);
	for (uint32_t i = 0; conservation->uses->aggregates && i < rows->column_count;
		i++)
		judge_sums(conservation, fates, i);
	for (uint32_t i = 0; conservation->uses->adds && i < rows->count; i++)
		judge_row_sums(conservation, fates, i);
	for (uint32_t i = 0; i < rows->count; i++) {
		if (fates->row_gone[i])
			judge_whole_row(conservation, fates, i);
	}
	spare_empty_rows(conservation, fates);
	for (uint32_t i = 0; i < rows->column_count; i++)
		judge_links(conservation, fates, i);
}
