/*
 * parent_rows: the foreign keys of a row. See row.h.
 *
 * A key takes the values of a row of its parent. What is held already (by a literal of a
 * CHECK, or by another key that shares the column) the parent must have too: if it has
 * no such row, one is made there. In a cycle the row that waits is taken at its word.
 */
#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/rows/row.h"

enum {
	TARGETS = 16, /* rows of a parent that are looked at */
	DEMANDS = 24, /* rows that one visit may ask of parents */
	DEEPEST = 40, /* visits within visits */
	RENEWALS =
		40, /* rows of parents that one table has made so that its own differ */
	CHAIN = 3,  /* of such rows, each for the next */
	ENOUGH = 3, /* parents that have what is held here */
	OTHERS = 3  /* times that a row looks for other parents */
};

struct key_place {
	struct row *row;
	const struct recipe_key *key;
	uint32_t number; /* of the key */
	struct plot *parent;
	struct recipe *recipe; /* the parent's */
	uint32_t *targets;     /* columns of the parent */
};

static bool held(const struct key_place *place, uint32_t i)
{
	return place->row->holds[place->key->columns[i]] != HOLD_FREE;
}

static bool any_held(const struct key_place *place)
{
	for (uint32_t i = 0; i < place->key->count; i++) {
		if (held(place, i))
			return true;
	}
	return false;
}

static void take(struct key_place *place, uint32_t i, struct value value)
{
	uint32_t column = place->key->columns[i];

	if (place->row->holds[column] != HOLD_FREE)
		return;
	row_set(place->row, column, value);
	place->row->holds[column] = HOLD_KEY;
	place->row->drawn[column] = RECIPE_NONE;
}

/* A key with a NULL in it points nowhere. */
static bool points_nowhere(const struct key_place *place)
{
	for (uint32_t i = 0; i < place->key->count; i++) {
		if (held(place, i) &&
			place->row->values[place->key->columns[i]].type == SQLITE_NULL)
			return true;
	}
	return false;
}

/* Make the key NULL; false when all of its columns need a value. */
static bool give_up(struct key_place *place)
{
	for (uint32_t i = 0; i < place->key->count; i++) {
		if (!held(place, i) && row_nullable(place->row, place->key->columns[i])) {
			take(place, i, value_null());
			return true;
		}
	}
	return false;
}

static bool fail(struct key_place *place, const char *message)
{
	place->row->message = message;
	return false;
}

/* The parent's columns; false when it has none of that name. */
static bool find_targets(struct key_place *place)
{
	const struct recipe_key *key = place->key;

	place->targets =
		arena_array(place->row->arena, key->count, sizeof(*place->targets));
	for (uint32_t i = 0; i < key->count; i++) {
		place->targets[i] = recipe_target(key, i, place->recipe);
		if (place->targets[i] == RECIPE_NONE)
			return false;
	}
	return true;
}

static const char *select_of(const struct key_place *place)
{
	struct text sql;

	text_init(&sql, place->row->arena);
	for (uint32_t i = 0; i < place->key->count; i++)
		text_format(&sql, "%s\"%w\"", i ? "," : "SELECT ",
			place->recipe->columns[place->targets[i]].name);
	/* in the order they were made, not that of a key */
	text_format(&sql, " FROM main.\"%w\" NOT INDEXED WHERE ", place->parent->name);
	for (uint32_t i = 0; i < place->key->count; i++) {
		const char *name = place->recipe->columns[place->targets[i]].name;

		text_format(&sql, "%s\"%w\" IS NOT NULL", i ? " AND " : "", name);
		if (held(place, i))
			text_format(&sql, " AND \"%w\" = ?%u", name, i + 1);
	}
	text_format(&sql, " LIMIT %u", TARGETS);
	return sql.bytes;
}

static struct targets read_targets(const struct key_place *place)
{
	struct targets targets = { .read = true };
	uint32_t width = place->key->count;
	struct query query =
		scratch_prepare(place->row->synth->scratch, select_of(place));

	if (query.failed)
		return targets;
	targets.values = arena_array(
		place->row->arena, (size_t)width * TARGETS, sizeof(*targets.values));
	for (uint32_t i = 0; i < width; i++) {
		if (held(place, i))
			query_bind(&query, (int)i + 1,
				&place->row->values[place->key->columns[i]]);
	}
	while (query_row(&query)) { /* at most TARGETS */
		for (uint32_t i = 0; i < width; i++)
			targets.values[targets.count * width + i] =
				query_value(&query, (int)i);
		targets.count++;
	}
	return targets;
}

/* The rows of a table that points to itself come one by one: the one before, mostly, so
 * that it is not the first that all point to. */
static uint32_t turn_to_self(uint32_t turn, uint32_t count)
{
	return turn % 5 ? count - 1 : 0;
}

static bool renew(struct key_place *place);

/* Are there too few parents for plain rows to differ? */
static bool are_few(const struct key_place *place, const struct targets *targets)
{
	return !row_is_adversarial(place->row) && any_held(place) &&
	       targets->count < ENOUGH &&
	       place->row->picks[place->number] >= targets->count;
}

static bool pick(struct key_place *place)
{
	struct targets *kept = &place->row->targets[place->number];
	struct targets targets;
	uint32_t width = place->key->count, which;

	if (any_held(place))
		targets = read_targets(place);
	else if (kept->read && kept->count && place->parent != place->row->plot)
		targets = *kept;
	else
		targets = *kept = read_targets(place);
	if (!targets.count)
		return false;
	if (are_few(place, &targets) && renew(place))
		return true;
	which = place->row->picks[place->number];
	if (place->parent == place->row->plot)
		which = turn_to_self(which, targets.count);
	which %= targets.count;
	for (uint32_t i = 0; i < width; i++)
		take(place, i, targets.values[which * width + i]);
	return true;
}

/* The row points to itself. */
static bool point_to_self(struct key_place *place)
{
	struct row *row = place->row;

	for (uint32_t i = 0; i < place->key->count; i++) {
		uint32_t target = place->targets[i];

		if (held(place, i) && row->holds[target] == HOLD_FREE)
			row_set(row, target, row->values[place->key->columns[i]]);
		take(place, i, row->values[target]);
		if (row->holds[target] == HOLD_FREE)
			row->holds[target] = HOLD_KEY;
	}
	return true;
}

/* The parent's row in the making will have these values. */
static bool take_promise(struct key_place *place)
{
	struct row *making = place->parent->making;

	for (uint32_t i = 0; i < place->key->count; i++) {
		uint32_t target = place->targets[i];
		const struct value *value = &place->row->values[place->key->columns[i]];

		if (held(place, i) && making->holds[target] != HOLD_FREE &&
			!value_same(value, &making->values[target]))
			return false;
	}
	for (uint32_t i = 0; i < place->key->count; i++) {
		uint32_t target = place->targets[i];

		if (held(place, i))
			row_set(making, target,
				place->row->values[place->key->columns[i]]);
		if (making->values[target].type == SQLITE_NULL)
			return false;
		making->holds[target] = HOLD_FIXED;
		take(place, i, making->values[target]);
	}
	making->promised = true;
	return true;
}

/* Make a row of the parent that has what is held here, and take its values. */
static bool demand(struct key_place *place)
{
	struct synthesis *synth = place->row->synth;
	struct pins pins = { 0 };
	struct row row;
	bool made;

	if (synth->depth >= DEEPEST || place->row->demands++ >= DEMANDS)
		return false;
	for (uint32_t i = 0; i < place->key->count; i++) {
		if (held(place, i))
			pins_add(synth->arena, &pins, place->targets[i],
				place->row->values[place->key->columns[i]]);
	}
	synth->depth++;
	made = row_open(&row, synth, place->parent);
	row.ordinal = place->parent->made;
	made = made && row_make(&row, &pins, 60);
	row_close(&row);
	synth->depth--;
	for (uint32_t i = 0; made && i < place->key->count; i++)
		take(place, i, row.values[place->targets[i]]);
	return made && !points_nowhere(place);
}

/* A row of the parent that no other row has. */
static bool renew(struct key_place *place)
{
	struct synthesis *synth = place->row->synth;
	bool made;

	if (place->parent == place->row->plot || place->parent->busy ||
		synth->renewing >= CHAIN || synth->renewed >= RENEWALS)
		return false;
	synth->renewing++;
	synth->renewed++;
	made = demand(place);
	synth->renewing--;
	return made;
}

/* The parent has no fitting row. */
static bool find_parent(struct key_place *place)
{
	struct row *row = place->row;
	struct synthesis *synth = row->synth;

	if (place->parent == row->plot)
		return give_up(place) || point_to_self(place);
	if (synth->cautious && give_up(place))
		return true;
	if (!place->parent->busy && synth->depth < DEEPEST) {
		synthesis_visit(synth, place->parent);
		if (pick(place))
			return true;
	}
	if (place->parent->busy && place->parent->making && take_promise(place))
		return true;
	if (!place->parent->busy && demand(place))
		return true;
	if (give_up(place))
		return true;
	return fail(place, place->parent->message
				   ? arena_printf(row->arena,
					     "FOREIGN KEY constraint failed (%s: %s)",
					     place->parent->name, place->parent->message)
				   : "FOREIGN KEY constraint failed");
}

static void wait_for(struct key_place *place)
{
	struct synthesis *synth = place->row->synth;
	uint32_t parent = map_get(&synth->names, place->key->parent);
	uint32_t self = map_get(&synth->names, place->row->plot->name);

	if (parent != MAP_NONE && self != MAP_NONE)
		recipe_list(synth->arena, &synth->plots[parent]->waiting,
			&synth->plots[parent]->waiting_count, self);
}

/* Do the rows that are there leave none of the parents to this one? */
static bool is_crowded(const struct key_place *place)
{
	const struct row *row = place->row;

	for (uint32_t i = 0;
		row->crowded && row->attempt % 4 == 3 && i < row->blamed_count; i++) {
		for (uint32_t j = 0; j < place->key->count; j++) {
			if (place->key->columns[j] == row->blamed[i])
				return true;
		}
	}
	return false;
}

/* A table that points to itself has several roots. */
static bool is_root(const struct key_place *place)
{
	return map_same(place->key->parent, place->row->plot->name) &&
	       place->row->ordinal % 4 == 3 && !place->row->attempt;
}

static bool assign(struct key_place *place)
{
	struct row *row = place->row;
	bool nulls = row_is_adversarial(row) && row->flavour == 0 && !row->attempt;

	if (points_nowhere(place) || ((nulls || is_root(place)) && give_up(place)))
		return true;
	place->parent = synthesis_plot(row->synth, place->key->parent);
	if (!place->parent) {
		wait_for(place);
		return give_up(place) ||
		       fail(place, arena_printf(row->arena, "no such table: main.%s",
					   place->key->parent));
	}
	place->recipe = place->parent->recipe;
	if (!find_targets(place))
		return give_up(place) ||
		       fail(place,
			       arena_printf(row->arena,
				       "foreign key mismatch - \"%s\" referencing \"%s\"",
				       row->plot->name, place->key->parent));
	if ((is_crowded(place) && renew(place)) || pick(place) || find_parent(place))
		return true;
	wait_for(place);
	return false;
}

static bool assign_all(struct row *row)
{
	for (uint32_t i = 0; i < row->recipe->count; i++) {
		if (row->holds[i] == HOLD_KEY)
			row->holds[i] = HOLD_FREE;
	}
	for (uint32_t i = 0; i < row->recipe->key_count; i++) {
		struct key_place place = {
			.row = row, .key = &row->recipe->keys[i], .number = i
		};

		if (!assign(&place))
			return false;
	}
	return true;
}

/* Keys that share columns may need other parents than the first that come. */
bool row_assign_keys(struct row *row)
{
	for (uint32_t i = 0; i < OTHERS && row->recipe->key_count > 1; i++) {
		if (assign_all(row))
			return true;
		for (uint32_t k = 0; k < row->recipe->key_count; k++)
			row->picks[k] = dice_roll(&row->dice, 64);
	}
	return assign_all(row);
}
