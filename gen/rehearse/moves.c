/*
 * moves: rows that a copy put into another table as they were. See moves.h.
 *
 * A row is found when all that the copy names of it is in one row there, and one of these
 * values is of this row alone: no other row, and no chance, put it there.
 */
#include "gen/rehearse/moves.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/oracle/lineage.h"
#include "gen/rehearse/filling.h"
#include "gen/sql/tree_walk.h"

/* A copy into another table: where it puts each column. */
struct move {
	const struct table_rows *to;
	uint32_t *places; /* by column of before: its number in `to`, or UINT32_MAX */
	uint32_t count;	  /* of the columns that it puts somewhere */
};

static struct move move_of(struct comparison *comparison, const struct write *write,
	const struct table_rows *to)
{
	const struct table_rows *before = comparison->loss.before;
	struct move move = { .to = to };

	move.places = arena_array(
		comparison->losses->arena, before->column_count + 1, sizeof(uint32_t));
	memset(move.places, 0xff, before->column_count * sizeof(uint32_t));
	for (uint32_t i = 0; i < write->sources.count && !write->star; i++) {
		uint32_t from = write->sources.items[i] ? table_rows_column(before,
								  write->sources.items[i])
							: UINT32_MAX;
		uint32_t place = i;

		if (write->columns.count)
			place = i < write->columns.count
					? table_rows_column(to, write->columns.items[i])
					: UINT32_MAX;
		if (from == UINT32_MAX || place >= to->column_count ||
			move.places[from] != UINT32_MAX)
			continue;
		move.places[from] = place;
		move.count++;
	}
	for (uint32_t i = 0;
		write->star && !write->sources.count && !write->columns.count &&
		i < before->column_count && before->column_count == to->column_count;
		i++) {
		move.places[i] = i;
		move.count++;
	}
	return move;
}

/* Is the value of one row alone, in both tables? */
static bool is_single(const struct table_rows *rows, uint32_t column, const char *value)
{
	uint32_t count = 0;

	if (strlen(value) < 3 || strcmp(value, "NULL") == 0)
		return false; /* anything may be 0 or 1 */
	for (uint32_t i = 0; i < rows->count; i++)
		count += strcmp(table_rows_value(rows, i, column), value) == 0;
	return count == 1;
}

static bool is_same(const struct table_rows *before, uint32_t row,
	const struct move *move, uint32_t other)
{
	bool single = false;

	for (uint32_t i = 0; i < before->column_count; i++) {
		const char *value = table_rows_value(before, row, i);

		if (move->places[i] == UINT32_MAX)
			continue;
		if (strcmp(value, table_rows_value(move->to, other, move->places[i])) !=
			0)
			return false;
		single = single || (is_single(before, i, value) &&
					   is_single(move->to, move->places[i], value));
	}
	return single;
}

static void take_row(struct comparison *comparison, const struct move *move, uint32_t row)
{
	const struct table_rows *before = comparison->loss.before;
	struct fates *fates = &comparison->fates;

	for (uint32_t i = 0; i < move->to->count; i++) {
		if (!is_same(before, row, move, i))
			continue;
		fates->row_asked[row] = fates->row_gone[row] = false;
		for (uint32_t j = 0; j < before->column_count; j++) {
			if (move->places[j] != UINT32_MAX)
				*fates_cell(before, fates->cell_asked, row, j) = false;
		}
		return;
	}
}

/* The copy that puts the most columns elsewhere. */
static struct move best_move(struct comparison *comparison)
{
	struct losses *losses = comparison->losses;
	struct move best = { 0 };

	for (uint32_t i = 0; i < losses->script->up_count; i++) {
		const struct write *write = &losses->writes[i];
		const struct table_rows *to;
		struct move move;

		if (!write->copies || !filling_reads(&comparison->loss, write))
			continue;
		to = losses_picture(
			losses, lineage_final(losses->script, i, write->table));
		if (!to || (comparison->loss.after &&
				   map_same(to->table, comparison->loss.after->table)))
			continue;
		move = move_of(comparison, write, to);
		if (move.count > best.count)
			best = move;
	}
	return best;
}

void moves_find(struct comparison *comparison)
{
	struct move move;

	if (!comparison->gone)
		return;
	move = best_move(comparison);
	for (uint32_t i = 0; move.count && i < comparison->loss.before->count; i++) {
		if (comparison->match[i] == UINT32_MAX)
			take_row(comparison, &move, i);
	}
}
