/*
 * demand_pins: the values that a demanded row must have. See meeting.h.
 *
 * Where several rows could be the partner or the twin, each try takes another.
 */
#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/rows/meeting.h"

enum { MODELS = 8 }; /* rows that may be the partner or the twin */

static bool fail(struct meeting *meeting, const char *message)
{
	meeting->why = message;
	return false;
}

static bool is_twin(enum pin_kind kind)
{
	return kind == PIN_TWIN || kind == PIN_TWIN_IN_CASE || kind == PIN_TWIN_IN_BLANKS;
}

static const struct value *pinned(const struct pins *pins, uint32_t column)
{
	for (uint32_t i = 0; i < pins->count; i++) {
		if (pins->columns[i] == column)
			return &pins->values[i];
	}
	return NULL;
}

static void pin(
	struct meeting *meeting, struct pins *pins, uint32_t column, struct value value)
{
	if (!pinned(pins, column))
		pins_add(meeting->arena, pins, column, value);
}

/* The columns of a pin by number; false when the table lacks one. */
static bool find_columns(
	struct meeting *meeting, const struct demand_pin *pin, uint32_t *columns)
{
	for (uint32_t i = 0; i < pin->columns.count; i++) {
		const char *name = pin->columns.items[i];

		columns[i] = recipe_column(meeting->plot->recipe, name);
		if (columns[i] == RECIPE_NONE ||
			meeting->plot->recipe->columns[columns[i]].generated)
			return fail(meeting,
				arena_printf(meeting->arena, "%s.%s cannot be written",
					meeting->plot->name, name));
	}
	return true;
}

/*
 * The row number `choice`, modulo how many there are, of those without NULL in the
 * columns; what is pinned already it has too. False when there is none.
 */
static bool read_model(struct meeting *meeting, const char *table,
	const struct names *names, const char *where, const struct pins *held,
	const uint32_t *columns, uint32_t choice, struct value *values)
{
	struct value *read =
		arena_array(meeting->arena, (size_t)names->count * MODELS, sizeof(*read));
	struct text sql;
	struct query query;
	uint32_t found = 0;

	text_init(&sql, meeting->arena);
	for (uint32_t i = 0; i < names->count; i++)
		text_format(&sql, "%s\"%w\"", i ? ", " : "SELECT ", names->items[i]);
	text_format(&sql, " FROM main.\"%w\" WHERE (%s)", table, where ? where : "1");
	for (uint32_t i = 0; i < names->count; i++) {
		text_format(&sql, " AND \"%w\" IS NOT NULL", names->items[i]);
		if (held && pinned(held, columns[i]))
			text_format(&sql, " AND \"%w\" = ?%u", names->items[i], i + 1);
	}
	text_format(&sql, " LIMIT %d", MODELS);
	query = scratch_prepare(meeting->synth->scratch, sql.bytes);
	for (uint32_t i = 0; held && i < names->count; i++) {
		if (pinned(held, columns[i]))
			query_bind(&query, (int)i + 1, pinned(held, columns[i]));
	}
	while (query_row(&query)) { /* at most MODELS */
		for (uint32_t i = 0; i < names->count; i++)
			read[found * names->count + i] = query_value(&query, (int)i);
		found++;
	}
	for (uint32_t i = 0; found && i < names->count; i++)
		values[i] = read[choice % found * names->count + i];
	return found > 0;
}

static bool pin_shared(struct meeting *meeting, const struct demand_pin *demanded,
	uint32_t choice, struct pins *pins)
{
	uint32_t count = demanded->columns.count;
	uint32_t *columns = arena_array(meeting->arena, count, sizeof(*columns));
	struct value *values = arena_array(meeting->arena, count, sizeof(*values));
	struct plot *other = synthesis_plot(meeting->synth, demanded->table);

	if (!find_columns(meeting, demanded, columns))
		return false;
	if (!read_model(meeting, demanded->table, &demanded->others, demanded->where,
		    pins, columns, choice, values)) {
		if (!other || other->busy || !synthesis_visit(meeting->synth, other) ||
			!read_model(meeting, demanded->table, &demanded->others,
				demanded->where, pins, columns, choice, values))
			return fail(meeting,
				arena_printf(meeting->arena, "%s has no row to be like",
					demanded->table));
	}
	for (uint32_t i = 0; i < count; i++)
		pin(meeting, pins, columns[i], values[i]);
	return true;
}

static bool add_blanks(struct arena *arena, struct value *value)
{
	if (value->type != SQLITE_TEXT)
		return false;
	*value = value_text(arena_printf(arena, "%s  ", value->text));
	return true;
}

/* One value of the twin. */
static bool vary(struct meeting *meeting, enum pin_kind kind, struct value *value)
{
	return kind == PIN_TWIN_IN_CASE	    ? draw_other_case(meeting->arena, value)
	       : kind == PIN_TWIN_IN_BLANKS ? add_blanks(meeting->arena, value)
					    : true;
}

/* All twin pins are of one row. */
static bool pin_twins(struct meeting *meeting, uint32_t choice, struct pins *pins)
{
	const struct demand *demand = meeting->demand;
	struct names names = { 0 };
	const char *where = NULL;
	struct value *values;
	uint32_t at = 0;

	for (uint32_t i = 0; i < demand->pin_count; i++) {
		const struct demand_pin *one = &demand->pins[i];

		if (!is_twin(one->kind))
			continue;
		where = one->where ? one->where : where;
		for (uint32_t j = 0; j < one->columns.count; j++)
			*arena_add(meeting->arena, names.items, names.count) =
				one->columns.items[j];
	}
	if (!names.count)
		return true;
	values = arena_array(meeting->arena, names.count, sizeof(*values));
	if (!read_model(meeting, meeting->plot->name, &names, where, NULL, NULL, choice,
		    values))
		return fail(meeting,
			arena_printf(meeting->arena, "%s has no row to be the twin of",
				meeting->plot->name));
	for (uint32_t i = 0; i < demand->pin_count; i++) {
		const struct demand_pin *one = &demand->pins[i];
		bool varied = false;

		for (uint32_t j = 0; is_twin(one->kind) && j < one->columns.count; j++) {
			uint32_t column = recipe_column(
				meeting->plot->recipe, one->columns.items[j]);

			if (column == RECIPE_NONE)
				return fail(meeting, "no such column");
			varied |= vary(meeting, one->kind, &values[at]);
			pin(meeting, pins, column, values[at++]);
		}
		if (is_twin(one->kind) && !varied)
			return fail(meeting, "the twin's values are no text");
	}
	return true;
}

/* Values of a row that is there, or new ones, the last one first. */
static bool pin_reversed(struct meeting *meeting, const struct demand_pin *demanded,
	uint32_t choice, struct pins *pins)
{
	uint32_t count = demanded->columns.count;
	uint32_t *columns = arena_array(meeting->arena, count, sizeof(*columns));
	struct value *values = arena_array(meeting->arena, count, sizeof(*values));
	struct dice dice = { choice + 1 };
	struct draw draw = { .arena = meeting->arena,
		.recipe = meeting->plot->recipe,
		.dice = &dice,
		.serial = ++meeting->plot->serial };

	if (!find_columns(meeting, demanded, columns))
		return false;
	if (choice % 2 || !read_model(meeting, meeting->plot->name, &demanded->columns,
				  demanded->where, NULL, NULL, choice / 2, values)) {
		for (uint32_t i = 0; i < count; i++)
			values[i] = draw_ordinary(&draw, columns[i]);
	}
	for (uint32_t i = 0; i < count; i++)
		pin(meeting, pins, columns[i], values[count - 1 - i]);
	return true;
}

static bool pin_value(
	struct meeting *meeting, const struct demand_pin *demanded, struct pins *pins)
{
	uint32_t *columns =
		arena_array(meeting->arena, demanded->columns.count, sizeof(*columns));

	if (!find_columns(meeting, demanded, columns))
		return false;
	for (uint32_t i = 0; i < demanded->columns.count; i++) {
		const struct recipe_column *column =
			&meeting->plot->recipe->columns[columns[i]];

		if (demanded->value.type == SQLITE_NULL && column->not_null)
			return fail(
				meeting, arena_printf(meeting->arena, "%s.%s is NOT NULL",
						 meeting->plot->name, column->name));
		pin(meeting, pins, columns[i], demanded->value);
	}
	return true;
}

/* Which of the columns whose NULL may be wanted are NULL this time: none, one, all. */
static void pin_nulls(struct meeting *meeting, uint32_t choice, struct pins *pins)
{
	uint32_t turn, turns = meeting->null_count + 2;

	if (!meeting->null_count)
		return;
	turn = (choice + meeting->nulls_first) % turns;
	for (uint32_t i = 0; i < meeting->null_count; i++) {
		if (turn == i + 1 || turn == meeting->null_count + 1)
			pin(meeting, pins, meeting->nulls[i], value_null());
	}
}

bool meeting_pin(struct meeting *meeting, uint32_t choice, struct pins *pins)
{
	const struct demand *demand = meeting->demand;

	*pins = (struct pins){ 0 };
	for (uint32_t i = 0; i < demand->pin_count; i++) {
		if (demand->pins[i].kind == PIN_VALUE &&
			!pin_value(meeting, &demand->pins[i], pins))
			return false;
	}
	if (!pin_twins(meeting, choice, pins))
		return false;
	for (uint32_t i = 0; i < demand->pin_count; i++) {
		const struct demand_pin *one = &demand->pins[i];

		if (one->kind == PIN_SHARED && !pin_shared(meeting, one, choice, pins))
			return false;
		if (one->kind == PIN_REVERSED &&
			!pin_reversed(meeting, one, choice, pins))
			return false;
	}
	pin_nulls(meeting, choice, pins);
	return true;
}
