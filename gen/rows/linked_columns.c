/*
 * linked_columns: references that nobody declared. See row.h.
 *
 * A column that the history sets equal to one of another table takes its values from the
 * rows that are there: in plain rows each, so that a JOIN finds every partner, in
 * adversarial ones every second, so that it misses some.
 */
#include "gen/base/arena.h"
#include "gen/rows/row.h"

enum { TARGETS = 16 }; /* values that are looked at */

/* Is the other end a table with that column, and not the column itself? */
static bool exists(const struct row *row, const struct link_end *end, uint32_t column)
{
	struct plot *plot = synthesis_plot(row->synth, end->table);
	uint32_t other = plot ? recipe_column(plot->recipe, end->column) : RECIPE_NONE;

	if (other == RECIPE_NONE)
		return false;
	return plot != row->plot ||
	       (other != column && !row->recipe->columns[column].primary);
}

static struct targets read(const struct row *row, const struct link_end *end)
{
	struct targets targets = { .read = true };
	struct query query = scratch_query(row->synth->scratch,
		"SELECT DISTINCT \"%w\" FROM main.\"%w\" WHERE \"%w\" IS NOT NULL LIMIT "
		"%d",
		end->column, end->table, end->column, TARGETS);

	targets.values = arena_array(row->arena, TARGETS, sizeof(*targets.values));
	while (query_row(&query)) /* at most TARGETS */
		targets.values[targets.count++] = query_value(&query, 0);
	return targets;
}

static bool fits(const struct recipe_column *column, const struct value *value)
{
	switch (column->nature) {
	case NATURE_INTEGER:
		return value->type == SQLITE_INTEGER;
	case NATURE_TEXT:
	case NATURE_DATE:
		return value->type == SQLITE_TEXT;
	default:
		return false;
	}
}

/* Where the column may take values from; NULL: nowhere. */
static struct targets *targets_of(struct row *row, uint32_t i)
{
	const struct recipe_column *column = &row->recipe->columns[i];
	const struct link_end *end;

	if (column->keyed || column->generated || column->strong_count)
		return NULL;
	end = history_links_of(&row->synth->links, row->plot->name, column->name);
	if (!end)
		return NULL;
	if (!row->links)
		row->links =
			arena_array(row->arena, row->recipe->count, sizeof(*row->links));
	if (!row->links[i].read)
		row->links[i] = exists(row, end, i) ? read(row, end)
						    : (struct targets){ .read = true };
	return &row->links[i];
}

bool row_linked(struct row *row, uint32_t i, struct value *value)
{
	struct targets *targets = row->synth->links.count ? targets_of(row, i) : NULL;

	if (!targets || !targets->count ||
		(row_is_adversarial(row) && row->ordinal % 2 == 0))
		return false;
	*value = targets->values[row->ordinal % targets->count];
	return fits(&row->recipe->columns[i], value);
}
