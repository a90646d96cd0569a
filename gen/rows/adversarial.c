/*
 * adversarial: the first draws of adversarial rows. See row.h.
 *
 * Flavours in turn: NULLs; literals of the history; the row before once more, but for its
 * keys; once more in the other case, with negative numbers; with more behind its texts,
 * and large numbers; empty and odd texts; other literals, texts of digits, and keys that
 * other tables have too. Then rows that are NULL in some columns: with the first one a
 * covering array of strength two, so that each two columns meet NULL and NULL, NULL and
 * a value, a value and NULL, and two values.
 */
#include "gen/rows/row.h"

#include "gen/base/arena.h"
#include "gen/sql/tree_walk.h"

enum flavour {
	FLAVOUR_NULLS,
	FLAVOUR_LITERALS,
	FLAVOUR_TWIN,
	FLAVOUR_CASE,
	FLAVOUR_LONG,
	FLAVOUR_ODD,
	FLAVOUR_OTHERS,
	FLAVOUR_SOME_NULLS /* and those behind it */
};

/*
 * Tables that came together have the same keys: a step that merges two of them meets
 * both. Where one came later, its rows are most likely to come from the other.
 */
enum { FIRST_KEY = 1000, NEXT_KEY = 10000 };

/* A number that does not fit in 32 bits. */
#define LARGE (INT64_C(1) << 32)

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

/* UNIQUE (column) as a constraint of the table; one in an index has to be asked for. */
static void note_unique(struct recipe *recipe, const struct tree_create_table *table)
{
	for (uint32_t i = 0; table && i < table->columns.count; i++) {
		const struct tree_column_def *def = &table->columns.items[i];
		uint32_t column = recipe_column(recipe, def->name.text);

		for (uint32_t j = 0; column != RECIPE_NONE && j < def->constraints.count;
			j++)
			recipe->columns[column].unique |=
				def->constraints.items[j].kind == CONSTRAINT_UNIQUE;
	}
	for (uint32_t i = 0; table && i < table->constraints.count; i++) {
		const struct tree_constraint *one = &table->constraints.items[i];
		uint32_t column;

		if (one->kind != CONSTRAINT_UNIQUE || one->terms.count != 1)
			continue;
		column = recipe_column(recipe, tree_key_column(one->terms.items[0].expr));
		if (column != RECIPE_NONE)
			recipe->columns[column].unique = true;
	}
}

void plot_plan_nulls(struct arena *arena, struct plot *plot)
{
	struct recipe *recipe = plot->recipe;
	uint32_t count = 0;

	note_unique(recipe, snapshot_tree(recipe->object, STATEMENT_CREATE_TABLE));
	plot->null_rows = 0;
	plot->null_masks = arena_array(arena, recipe->count, sizeof(*plot->null_masks));
	for (uint32_t i = 0; i < recipe->count; i++) {
		plot->null_masks[i] = recipe_nullable(&recipe->columns[i]);
		count += plot->null_masks[i];
	}
	if (count > 1)
		plan_masks(plot, count);
}

uint32_t plot_wanted(const struct plot *plot)
{
	return plot->null_masks ? FLAVOUR_SOME_NULLS + plot->null_rows : SYNTH_ROWS;
}

uint32_t row_flavour(const struct row *row)
{
	if (row->key) /* a row that is changed: its NULLs are pinned */
		return FLAVOUR_LITERALS +
		       row->plot->made % (FLAVOUR_SOME_NULLS - FLAVOUR_LITERALS);
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

	if (!habit || !habit->literal_count ||
		(column->rowid && row->flavour != FLAVOUR_LITERALS &&
			row->flavour != FLAVOUR_OTHERS))
		return false;
	*value = habit->literals[(row->plot->made / plot_wanted(row->plot) +
					 row->flavour) %
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
	const struct recipe_column *column = &row->recipe->columns[i];
	struct draw draw = row_draw(row);
	uint32_t which = row->drawn[i];

	if (which != RECIPE_NONE)
		return draw_candidate(&draw, i, which);
	if (column->rowid && !column->keyed)
		return value_integer(
			FIRST_KEY + (int64_t)row->plot->batch * NEXT_KEY + row->serial);
	return draw_ordinary(&draw, i);
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

/* Alone in its key, or the column of a key of several that twins differ in. */
static bool differs(const struct row *row, uint32_t i)
{
	const struct recipe *recipe = row->recipe;
	const struct recipe_column *column = &recipe->columns[i];
	uint32_t turn;

	if (!column->primary || recipe->primary_count < 2)
		return column->primary || column->unique;
	turn = row->plot->made / plot_wanted(row->plot) + row->flavour;
	return column->unique ||
	       map_same(recipe->primary[turn % recipe->primary_count], column->name);
}

/* Is there a value to be like? For a change NULLs are planned, and this is none. */
static bool has_model(const struct row *row, uint32_t i)
{
	return row->has_previous && (!row->key || row->previous[i].type != SQLITE_NULL);
}

/* A number of its own, below zero or large. */
static struct value number(struct row *row, uint32_t i, bool below)
{
	struct value value = usual(row, i);

	if (row->recipe->columns[i].habit && row->recipe->columns[i].habit->counted)
		return value;
	if (value.type == SQLITE_INTEGER)
		value.integer = below ? -value.integer : value.integer + LARGE;
	if (value.type == SQLITE_FLOAT)
		value.real = below ? -value.real : value.real * 1e6 + 0.25;
	return value;
}

static bool is_number(const struct recipe_column *column)
{
	return (column->nature == NATURE_INTEGER || column->nature == NATURE_REAL) &&
	       !column->primary;
}

/* As the row before, but for capital and small letters. */
static struct value other_case(struct row *row, uint32_t i)
{
	struct value value = row->previous[i];

	if (row->drawn[i] != RECIPE_NONE || !has_model(row, i))
		return usual(row, i);
	if (is_number(&row->recipe->columns[i]))
		return number(row, i, true);
	if (row->recipe->columns[i].nature == NATURE_TEXT &&
		draw_other_case(row->arena, &value))
		return value;
	return differs(row, i) ? usual(row, i) : value;
}

/* Blanks behind a text that is unique, more behind another: it differs there alone. */
static struct value longer(struct row *row, uint32_t i)
{
	const struct recipe_column *column = &row->recipe->columns[i];
	struct value value = row->previous[i];

	if (row->drawn[i] != RECIPE_NONE || !has_model(row, i))
		return usual(row, i);
	if (is_number(column))
		return number(row, i, false);
	if (column->nature != NATURE_TEXT || value.type != SQLITE_TEXT ||
		column->longest || (column->habit && column->habit->length))
		return usual(row, i);
	if (differs(row, i))
		return value_text(arena_printf(row->arena, "%s  ", value.text));
	return value_text(arena_printf(
		row->arena, "%s, and so on, number %u", value.text, row->serial));
}

/* Empty, beyond ASCII, or the row before with blanks behind it. */
static struct value odd(struct row *row, uint32_t i)
{
	const struct recipe_column *column = &row->recipe->columns[i];
	struct draw draw = row_draw(row);
	const struct value *previous = &row->previous[i];

	if (column->strong_count || column->rowid)
		return usual(row, i);
	if (column->nature == NATURE_TEXT && (i + row->serial) % 3 == 0 &&
		row->has_previous && previous->type == SQLITE_TEXT && !column->longest)
		return value_text(arena_printf(row->arena, "%s  ", previous->text));
	return draw_odd(&draw, i);
}

/* A key that a table with a column of the same name has too. */
static bool shared_key(struct row *row, uint32_t i, struct value *value)
{
	const struct recipe_column *column = &row->recipe->columns[i];

	if (column->nature != NATURE_TEXT || !differs(row, i) || column->longest ||
		row->drawn[i] != RECIPE_NONE || (column->habit && column->habit->length))
		return false;
	*value = value_text(arena_printf(row->arena, "same %s %u.%u", column->name,
		row->plot->batch, row->plot->made / plot_wanted(row->plot)));
	return true;
}

static struct value other(struct row *row, uint32_t i)
{
	struct draw draw = row_draw(row);
	struct value value;

	if (shared_key(row, i, &value))
		return value;
	if (is_free_text(row, i))
		return digits(&draw, i);
	return literal(row, i, &value) ? value : usual(row, i);
}

struct value row_adversarial(struct row *row, uint32_t i)
{
	const struct recipe_column *column = &row->recipe->columns[i];
	struct value value;

	if (column->keyed && row->flavour != FLAVOUR_NULLS)
		return usual(row, i);
	switch ((enum flavour)row->flavour) {
	case FLAVOUR_NULLS:
		return row_nullable(row, i) ? value_null() : usual(row, i);
	case FLAVOUR_TWIN:
		return has_model(row, i) && !differs(row, i) ? row->previous[i]
							     : usual(row, i);
	case FLAVOUR_CASE:
		return other_case(row, i);
	case FLAVOUR_LONG:
		return longer(row, i);
	case FLAVOUR_ODD:
		return odd(row, i);
	case FLAVOUR_OTHERS:
		return other(row, i);
	default:
		return literal(row, i, &value) ? value : usual(row, i);
	}
}
