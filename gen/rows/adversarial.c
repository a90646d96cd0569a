/*
 * adversarial: the first draws of adversarial rows. See row.h.
 *
 * Five flavours in turn: NULLs; literals of the history; the row before once more, but
 * for its keys; empty and odd texts; other literals, and texts of digits. Then rows that
 * are NULL in some columns: with the first one a covering array of strength two, so that
 * each two columns meet NULL and NULL, NULL and a value, a value and NULL, and two
 * values.
 */
#include "gen/rows/row.h"

#include "gen/base/arena.h"

enum flavour {
	FLAVOUR_NULLS,
	FLAVOUR_LITERALS,
	FLAVOUR_TWIN,
	FLAVOUR_ODD,
	FLAVOUR_OTHERS,
	FLAVOUR_SOME_NULLS /* and those behind it */
};

/* So many columns are NULL one at a time, and no more than so many rows have NULLs. */
enum { ALONE = 6, NULL_ROWS = 9 };

/* The next number with as many bits. */
static uint32_t next_mask(uint32_t mask)
{
	uint32_t low = mask & -mask, ripple = mask + low;

	return ripple | (((mask ^ ripple) >> 2) / low);
}

/*
 * Any two columns have other masks with as many bits, less than half, so there is a row
 * where one is NULL and the other not, and one where neither is (Kleitman and Spencer,
 * 1973). Where both are is the row of FLAVOUR_NULLS.
 */
static void plan_masks(struct plot *plot, uint32_t count)
{
	static const uint32_t most[NULL_ROWS + 1] = {
		[5] = 10, [6] = 15, [7] = 35, [8] = 56, [9] = UINT32_MAX
	};
	uint32_t rows = 5, first = 1, mask;

	while (most[rows] < count)
		rows++;
	if (count <= ALONE)
		rows = count;
	else
		first = (1U << ((rows - 1) / 2)) - 1;
	mask = first;
	plot->null_rows = rows;
	for (uint32_t i = 0; i < plot->recipe->count; i++) {
		if (!plot->null_masks[i])
			continue;
		plot->null_masks[i] = mask;
		mask = next_mask(mask);
		if (mask >> rows)
			mask = first;
	}
}

void plot_plan_nulls(struct arena *arena, struct plot *plot)
{
	const struct recipe *recipe = plot->recipe;
	uint32_t count = 0;

	plot->null_rows = 0;
	plot->null_masks = arena_array(arena, recipe->count, sizeof(*plot->null_masks));
	for (uint32_t i = 0; i < recipe->count; i++) {
		const struct recipe_column *column = &recipe->columns[i];

		plot->null_masks[i] =
			!column->not_null && !column->primary && !column->generated;
		count += plot->null_masks[i];
	}
	if (count > 1)
		plan_masks(plot, count);
}

uint32_t plot_wanted(const struct plot *plot)
{
	return SYNTH_ROWS + plot->null_rows;
}

uint32_t row_flavour(const struct row *row)
{
	if (row->key) /* a row that is changed: its NULLs are pinned */
		return FLAVOUR_LITERALS + row->plot->made % (SYNTH_ROWS - 1);
	return row->plot->made % plot_wanted(row->plot);
}

bool row_wants_null(const struct row *row, uint32_t i)
{
	return row->flavour >= FLAVOUR_SOME_NULLS &&
	       row->plot->null_masks[i] >> (row->flavour - FLAVOUR_SOME_NULLS) & 1;
}

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

	if (row_wants_null(row, i))
		return value_null();
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
