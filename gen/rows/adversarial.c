/*
 * adversarial: the first draws of adversarial rows. See row.h.
 *
 * Five flavours in turn: NULLs; literals of the history; the row before once more, but
 * for its keys; empty and odd texts; other literals, and
 * texts of digits.
 */
#include "gen/rows/row.h"

#include "gen/base/arena.h"

enum flavour {
	FLAVOUR_NULLS,
	FLAVOUR_LITERALS,
	FLAVOUR_TWIN,
	FLAVOUR_ODD,
	FLAVOUR_OTHERS
};

/* A literal that the history compares the column with; not one that it may insert. */
static bool literal(struct row *row, uint32_t i, struct value *value)
{
	const struct recipe_column *column = &row->recipe->columns[i];
	const struct history_value *habit = column->habit;
	bool text;

	if (!habit || !habit->literal_count || column->rowid)
		return false;
	*value = habit->literals[(row->plot->made / SYNTH_ROWS + row->flavour) %
				 habit->literal_count];
	if ((column->unique || column->primary) &&
		history_values_inserted(&row->synth->habits, value))
		return false;
	text = value->type == SQLITE_TEXT;
	return column->nature == NATURE_TEXT || column->nature == NATURE_DATE
		       ? text
		       : column->nature == NATURE_JSON || !text;
}

static struct value usual(struct row *row, uint32_t i)
{
	struct draw draw = row_draw(row);
	uint32_t which = row->drawn[i];

	return which == RECIPE_NONE ? draw_ordinary(&draw, i)
				    : draw_candidate(&draw, i, which);
}

/* A text of which nothing is known, so that digits alone may be in it. */
static bool is_free_text(const struct row *row, uint32_t i)
{
	const struct recipe_column *column = &row->recipe->columns[i];
	const struct history_value *habit = column->habit;

	return column->nature == NATURE_TEXT && row->drawn[i] == RECIPE_NONE &&
	       !column->longest && !column->primary &&
	       (!habit || (!habit->literal_count && !habit->length));
}

/* A number to look at, and another when it is stored as one: "0731208". */
static struct value digits(const struct draw *draw, uint32_t i)
{
	uint32_t table = (uint32_t)(value_hash(draw->recipe->object->name) % 900);

	return value_text(arena_printf(
		draw->arena, "0%u%02u%02u", 100 + table, i % 100, draw->serial));
}

struct value row_adversarial(struct row *row, uint32_t i)
{
	const struct recipe_column *column = &row->recipe->columns[i];
	struct draw draw = row_draw(row);
	struct value value;

	if (column->keyed && row->flavour != FLAVOUR_NULLS)
		return usual(row, i);
	switch ((enum flavour)row->flavour) {
	case FLAVOUR_NULLS:
		return row_nullable(row, i) ? value_null() : usual(row, i);
	case FLAVOUR_TWIN:
		if (row->has_previous && !column->primary && !column->unique)
			return row->previous[i];
		return usual(row, i);
	case FLAVOUR_ODD:
		if (!column->strong_count)
			return draw_odd(&draw, i);
		return usual(row, i);
	case FLAVOUR_OTHERS:
		if (is_free_text(row, i))
			return digits(&draw, i);
		return literal(row, i, &value) ? value : usual(row, i);
	default:
		return literal(row, i, &value) ? value : usual(row, i);
	}
}
