/*
 * comparison: a table before and after a step, and what of it is nowhere. See
 * comparison.h.
 */
#include "gen/rehearse/comparison.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/oracle/lineage.h"
#include "gen/rehearse/filling.h"
#include "gen/rehearse/moves.h"
#include "gen/rehearse/replaces.h"

enum { MUCH = 160 }; /* characters of a row in evidence */

/* Does a DELETE say which rows go, and nothing give others new keys? */
static bool deletes(const struct losses *losses, const char *table)
{
	bool found = false;

	for (uint32_t i = 0; i < losses->script->up_count; i++) {
		const struct write *write = &losses->writes[i];

		if (!lineage_is(losses->script, write->table, table))
			continue;
		if (write->copies || write->statement->kind == STATEMENT_UPDATE)
			return false;
		found |= write->statement->kind == STATEMENT_DELETE;
	}
	return found;
}

/* Are its rows taken, whatever is put in their place? */
static bool is_emptied(const struct losses *losses, const char *table)
{
	if (parse_find(losses->script, STATEMENT_DROP_TABLE, table) ||
		replaces_rows(losses, table))
		return true;
	for (uint32_t i = 0; i < losses->script->up_count; i++) {
		if (losses->script->up[i].kind == STATEMENT_DELETE &&
			lineage_is(losses->script, losses->script->up[i].name, table))
			return true;
	}
	return false;
}

static void find_matches(struct comparison *comparison)
{
	struct losses *losses = comparison->losses;
	const struct table_rows *before = comparison->loss.before;
	const struct table_rows *after = comparison->loss.after;
	uint32_t *none;

	comparison->others =
		arena_array(losses->arena, before->column_count + 1, sizeof(uint32_t));
	for (uint32_t i = 0; i < before->column_count; i++)
		comparison->others[i] =
			after ? table_rows_column(
					after, lineage_column(losses->script,
						       before->table, before->columns[i]))
			      : UINT32_MAX;
	comparison->deleted = after && deletes(losses, before->table);
	if (after) {
		comparison->match = table_rows_match(
			losses->arena, before, after, !comparison->deleted);
	} else {
		none = arena_array(losses->arena, before->count + 1, sizeof(*none));
		memset(none, 0xff, (before->count + 1) * sizeof(*none));
		comparison->match = none;
	}
	for (uint32_t i = 0; i < before->count; i++)
		comparison->gone += comparison->match[i] == UINT32_MAX;
}

/* Does a copy fill it from something else, so that equal values tell nothing? */
static bool is_doubted(const struct comparison *comparison, uint32_t column)
{
	const struct losses *losses = comparison->losses;
	const struct table_rows *after = comparison->loss.after;
	uint32_t other = comparison->others[column];

	for (uint32_t i = 0; other != UINT32_MAX && i < losses->script->up_count; i++) {
		const struct write *write = &losses->writes[i];
		enum filling filling;

		if (!write->copies || !filling_reads(&comparison->loss, write) ||
			!lineage_becomes(losses->script, write->table, after->table))
			continue;
		filling = filling_kind(&comparison->loss, write, after->columns[other]);
		if (filling == FILLED_FROM_OTHER || filling == FILLED_BY_POSITION)
			return true;
	}
	return false;
}

static bool is_known(const struct comparison *comparison, uint32_t column)
{
	return !comparison->known ||
	       table_rows_column(comparison->known,
		       comparison->loss.before->columns[column]) != UINT32_MAX;
}

static bool differs(const struct comparison *comparison, uint32_t row, uint32_t column)
{
	uint32_t other = comparison->others[column];

	return other == UINT32_MAX ||
	       strcmp(table_rows_value(comparison->loss.before, row, column),
		       table_rows_value(comparison->loss.after, comparison->match[row],
			       other)) != 0;
}

/* The cells of a column that are in doubt; how many. */
static uint32_t ask_column(
	struct comparison *comparison, uint32_t column, uint32_t rows, bool emptied)
{
	const struct table_rows *before = comparison->loss.before;
	struct fates *fates = &comparison->fates;
	bool doubted = is_doubted(comparison, column);
	uint32_t asked = 0;

	fates->column_gone[column] = comparison->others[column] == UINT32_MAX;
	for (uint32_t i = 0; i < rows; i++) {
		bool gone = comparison->match[i] == UINT32_MAX;
		bool another = !gone && differs(comparison, i, column);
		bool *cell = fates_cell(before, fates->cell_asked, i, column);

		*cell = gone || another || doubted;
		fates->row_gone[i] = gone;
		fates->row_asked[i] |= gone || (another && emptied);
		asked += *cell || fates->row_asked[i];
	}
	return asked;
}

/* What is not there as it was; false: all of it is. */
static bool ask(struct comparison *comparison)
{
	const struct losses *losses = comparison->losses;
	const struct table_rows *before = comparison->loss.before;
	uint32_t rows =
		before->count < CONSERVATION_ROWS ? before->count : CONSERVATION_ROWS;
	uint32_t asked = 0;
	bool emptied = is_emptied(losses, before->table);

	comparison->fates = fates_new(losses->arena, before);
	for (uint32_t i = 0; i < before->column_count; i++) {
		if (is_known(comparison, i))
			asked += ask_column(comparison, i, rows, emptied);
	}
	return asked > 0;
}

static struct conservation conservation_on(
	struct comparison *comparison, struct trial *trial, const struct table_rows *rows)
{
	struct losses *losses = comparison->losses;
	struct conservation conservation = { .arena = losses->arena,
		.trial = trial,
		.rows = rows,
		.uses = losses_uses(losses),
		.references = losses->references,
		.stays = comparison->loss.after != NULL };

	conservation_open(&conservation);
	return conservation;
}

/* The number of a row in another picture of its table, or UINT32_MAX. */
static uint32_t same_row(
	const struct table_rows *rows, const struct table_rows *others, uint32_t row)
{
	return map_get(&others->by_key, table_rows_key(rows, row));
}

/* A table of the step, before the group's first one. */
struct ancestry {
	const char *name; /* NULL: the group made it */
	bool copied;	  /* an earlier step of the group copied from it */
};

static struct ancestry origin_of(const struct losses *losses, const char *table)
{
	const struct trial *group = losses->group;
	struct ancestry origin = { .copied = names_have(&losses->group_copied, table) };

	for (uint32_t i = group->part_count - 1; i-- > 0;) {
		const struct trial_part *part = &group->parts[i];

		for (uint32_t j = part->count; j-- > 0;) {
			const struct statement *statement = &part->statements[j];

			if (statement->kind == STATEMENT_RENAME_TABLE &&
				map_same(statement->new_name, table)) {
				table = statement->name;
				origin.copied |= names_have(&losses->group_copied, table);
			} else if ((statement->kind == STATEMENT_CREATE_TABLE ||
					   statement->kind ==
						   STATEMENT_CREATE_TABLE_AS) &&
				   !statement->if_exists &&
				   map_same(statement->name, table)) {
				return origin;
			}
		}
	}
	origin.name = table;
	return origin;
}

/* A table before the step, and as it was before the group's first one. */
struct earlier {
	const struct table_rows *rows;
	uint32_t *columns; /* by column of now: its number then, or UINT32_MAX */
	uint32_t *numbers; /* the same for rows */
};

static struct earlier earlier_of(
	struct comparison *comparison, const struct table_rows *rows)
{
	struct arena *arena = comparison->losses->arena;
	const struct table_rows *before = comparison->loss.before;
	struct earlier earlier = { .rows = rows,
		.columns = arena_array(
			arena, before->column_count + 1, sizeof(*earlier.columns)),
		.numbers =
			arena_array(arena, before->count + 1, sizeof(*earlier.numbers)) };

	for (uint32_t i = 0; i < before->column_count; i++)
		earlier.columns[i] = table_rows_column(rows, before->columns[i]);
	for (uint32_t i = 0; i < before->count; i++)
		earlier.numbers[i] = same_row(before, rows, i);
	return earlier;
}

/* The same questions: where a row is lost nobody has asked about its values yet. */
static struct fates group_questions(
	struct comparison *comparison, const struct earlier *earlier)
{
	const struct table_rows *before = comparison->loss.before;
	const struct fates *fates = &comparison->fates;
	struct fates group = fates_new(comparison->losses->arena, earlier->rows);

	for (uint32_t i = 0; i < before->count; i++) {
		uint32_t row = earlier->numbers[i];

		if (row == MAP_NONE)
			continue;
		group.row_asked[row] = fates->row_lost[i];
		group.row_gone[row] = fates->row_lost[i] && fates->row_gone[i];
		for (uint32_t j = 0; j < before->column_count; j++) {
			uint32_t column = earlier->columns[j];

			if (column == UINT32_MAX)
				continue;
			group.column_gone[column] = fates->column_gone[j];
			*fates_cell(earlier->rows, group.cell_asked, row, column) =
				*fates_cell(before, fates->cell_asked, i, j) &&
				(fates->row_lost[i] ||
					*fates_cell(before, fates->cell_lost, i, j));
		}
	}
	return group;
}

/* Does a cell hold what it held before the group's first step? */
static bool is_unchanged(struct comparison *comparison, const struct earlier *earlier,
	uint32_t row, uint32_t column)
{
	return earlier->numbers[row] != MAP_NONE &&
	       earlier->columns[column] != UINT32_MAX &&
	       strcmp(table_rows_value(comparison->loss.before, row, column),
		       table_rows_value(earlier->rows, earlier->numbers[row],
			       earlier->columns[column])) == 0;
}

/*
 * The group's answers take the place of those of the step alone. Rows that were not there
 * before the group tell nothing: they came behind its copy. Neither does a column that an
 * earlier step of the group has made, unless that they belong together is a guess.
 */
static void take_answers(struct comparison *comparison, const struct earlier *earlier,
	const struct fates *group)
{
	const struct table_rows *before = comparison->loss.before;
	struct fates *fates = &comparison->fates;
	bool rows_lost = memchr(fates->row_lost, true, before->count) != NULL;
	bool guessed = comparison->losses->group_guessed;

	for (uint32_t j = 0; j < before->column_count; j++) {
		bool lost = rows_lost || fates->torn[j];

		for (uint32_t i = 0; i < before->count; i++) {
			bool *cell = fates_cell(before, fates->cell_lost, i, j);
			uint32_t row = earlier->numbers[i];

			lost |= *cell;
			if (is_unchanged(comparison, earlier, i, j))
				*cell = *fates_cell(earlier->rows, group->cell_lost, row,
					earlier->columns[j]);
			else if (row == MAP_NONE ||
				 (!guessed && earlier->columns[j] == UINT32_MAX))
				*cell = false;
		}
		fates->torn[j] = lost && earlier->columns[j] != UINT32_MAX &&
				 group->torn[earlier->columns[j]];
	}
	for (uint32_t i = 0; i < before->count; i++) {
		uint32_t row = earlier->numbers[i];

		fates->row_lost[i] &= row != MAP_NONE && group->row_lost[row];
	}
}

/*
 * What is lost in the step alone is asked again of the steps since the group began. Where
 * that these belong together is a guess, a table has to be one that they copied from and
 * did not make: of others the step alone tells.
 */
static void judge_group(struct comparison *comparison)
{
	struct losses *losses = comparison->losses;
	const struct table_rows *before = comparison->loss.before, *rows;
	struct conservation conservation;
	struct earlier earlier;
	struct fates group;
	struct ancestry origin;

	if (!losses->group || !losses_ready(losses, losses->group))
		return;
	origin = origin_of(losses, before->table);
	if (losses->group_guessed && !origin.copied)
		return;
	rows = table_rows_take(
		losses->group->scratch, origin.name ? origin.name : before->table);
	if (!rows && !origin.name && !losses->group_guessed && !comparison->loss.bare)
		comparison->fates = fates_new(losses->arena, before);
	if (!rows)
		return;
	earlier = earlier_of(comparison, rows);
	group = group_questions(comparison, &earlier);
	conservation = conservation_on(comparison, losses->group, rows);
	conservation_judge(&conservation, &group);
	take_answers(comparison, &earlier, &group);
}

static bool any_lost(const struct comparison *comparison)
{
	const struct table_rows *before = comparison->loss.before;
	const struct fates *fates = &comparison->fates;
	size_t cells = (size_t)before->count * before->column_count;

	return memchr(fates->row_lost, true, before->count) ||
	       memchr(fates->cell_lost, true, cells) ||
	       memchr(fates->torn, true, before->column_count);
}

/* Rows that are there under another number. */
static void count_renumbered(
	struct comparison *comparison, const struct conservation *conservation)
{
	const struct table_rows *before = comparison->loss.before;
	uint32_t serial = before->serial;

	for (uint32_t i = 0; serial != UINT32_MAX && i < before->count; i++) {
		if (comparison->match[i] != UINT32_MAX && differs(comparison, i, serial))
			comparison->renumbered +=
				conservation_is_free(conservation, i, serial);
	}
}

void comparison_judge(struct comparison *comparison)
{
	struct losses *losses = comparison->losses;
	struct conservation conservation;

	find_matches(comparison);
	if (!ask(comparison) || !losses->trial || !losses_ready(losses, losses->trial))
		return;
	moves_find(comparison);
	conservation =
		conservation_on(comparison, losses->trial, comparison->loss.before);
	conservation_judge(&conservation, &comparison->fates);
	if (any_lost(comparison))
		judge_group(comparison);
	if (comparison->loss.after)
		count_renumbered(comparison, &conservation);
	for (uint32_t i = 0; i < comparison->loss.before->count; i++)
		comparison->lost += comparison->fates.row_lost[i];
}

uint32_t comparison_lost_cells(
	const struct comparison *comparison, uint32_t column, uint32_t *first)
{
	const struct table_rows *before = comparison->loss.before;
	const struct fates *fates = &comparison->fates;
	uint32_t count = 0;

	for (uint32_t i = before->count; i-- > 0;) {
		if (fates->row_lost[i] ||
			!*fates_cell(before, fates->cell_lost, i, column))
			continue;
		*first = i;
		count++;
	}
	return count;
}

const char *comparison_row_words(const struct comparison *comparison, uint32_t row)
{
	const struct table_rows *before = comparison->loss.before;
	const char *words = NULL;

	for (uint32_t i = 0; i < before->column_count; i++) {
		if (words && strlen(words) > MUCH)
			return arena_printf(comparison->losses->arena, "%s, …", words);
		words = names_join(comparison->losses->arena, words, ", ",
			arena_printf(comparison->losses->arena, "%s = %!.40s",
				before->columns[i], table_rows_value(before, row, i)));
	}
	return words;
}
