/*
 * row: making one row after another for one table. See row.h.
 *
 * A walk: draw all, let SQLite judge, draw again what it names. NULLs come in only when
 * values were refused for a while.
 */
#include "gen/rows/row.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/oracle/host_functions.h"

/* What one INSERT may cost, in thousands of instructions. */
enum { TICKS = 20000 };

/* Parents in turn, of adversarial rows. */
enum { PICKS = 4 };

void pins_add(struct arena *arena, struct pins *pins, uint32_t column, struct value value)
{
	uint32_t count = pins->count;

	*arena_add(arena, pins->columns, count) = column;
	*arena_add(arena, pins->values, pins->count) = value;
}

/* Prepare the INSERT; a trigger may hold strings in double quotes. */
static bool prepare(struct row *row, const char *sql)
{
	struct scratch *scratch = row->synth->scratch;

	scratch->touched.trigger = NULL;
	row->write = scratch_prepare(scratch, sql);
	if (row->write.failed && strstr(scratch->failure.message, "no such column")) {
		row->synth->quotes = true; /* until the fill ends */
		scratch_double_quotes(scratch, true);
		row->write = scratch_prepare(scratch, sql);
	}
	row->guarded = scratch->touched.trigger != NULL;
	if (row->write.failed)
		row->message = scratch->failure.message;
	return !row->write.failed;
}

static void begin(struct row *row, struct synthesis *synth, struct plot *plot)
{
	const struct recipe *recipe = plot->recipe;
	struct arena *arena = synth->arena;

	*row = (struct row){
		.synth = synth, .plot = plot, .recipe = plot->recipe, .arena = arena
	};
	row->dice.state = value_hash(plot->name) + plot->serial + synth->population;
	row->values = arena_array(arena, recipe->count, sizeof(*row->values));
	row->previous = arena_array(arena, recipe->count, sizeof(*row->previous));
	row->holds = arena_array(arena, recipe->count, sizeof(*row->holds));
	row->drawn = arena_array(arena, recipe->count, sizeof(*row->drawn));
	row->picks = arena_array(arena, recipe->key_count, sizeof(*row->picks));
	row->targets = arena_array(arena, recipe->key_count, sizeof(*row->targets));
}

bool row_open(struct row *row, struct synthesis *synth, struct plot *plot)
{
	begin(row, synth, plot);
	return prepare(row, plot->recipe->insert);
}

/* Parameters are numbered as the columns, those of the key behind them. */
static const char *update_of(const struct row *row, const bool *open, const char *rowid)
{
	const struct recipe *recipe = row->recipe;
	const char *separator = " SET ";
	struct text sql;

	text_init(&sql, row->arena);
	text_format(&sql, "UPDATE main.\"%w\"", row->plot->name);
	for (uint32_t i = 0; i < recipe->count; i++) {
		if (!open[i])
			continue;
		text_format(&sql, "%s\"%w\" = ?%u", separator, recipe->columns[i].name,
			i + 1);
		separator = ", ";
	}
	for (uint32_t i = 0; i < row->key_count; i++)
		text_format(&sql, rowid ? "%s%s IS ?%u" : "%s\"%w\" IS ?%u",
			i ? " AND " : " WHERE ", rowid ? rowid : recipe->primary[i],
			recipe->count + i + 1);
	return sql.bytes;
}

bool row_open_change(struct row *row, struct synthesis *synth, struct plot *plot,
	const bool *open, const char *rowid)
{
	begin(row, synth, plot);
	row->key_count = rowid ? 1 : plot->recipe->primary_count;
	return prepare(row, update_of(row, open, rowid));
}

void row_close(struct row *row)
{
	query_close(&row->write);
}

bool row_is_adversarial(const struct row *row)
{
	return row->synth->population == POPULATION_ADVERSARIAL && !row->judge;
}

bool row_nullable(const struct row *row, uint32_t column)
{
	return !row->recipe->columns[column].not_null &&
	       !row->recipe->columns[column].primary;
}

void row_set(struct row *row, uint32_t column, struct value value)
{
	if (row->recipe->strict && row->recipe->columns[column].bytes &&
		value.type == SQLITE_TEXT)
		value.type = SQLITE_BLOB;
	row->values[column] = value;
}

struct draw row_draw(struct row *row)
{
	return (struct draw){ .arena = row->arena,
		.recipe = row->recipe,
		.dice = &row->dice,
		.serial = row->serial,
		.sparse = row_is_adversarial(row),
		.values = row->values,
		.elements = history_values_of(&row->synth->habits, "value") };
}

/*
 * What a column is given before anything was refused. In a plain row that was there
 * before the column it is what a later CHECK allows: an application writes nothing else.
 */
static struct value first_value(struct row *row, uint32_t i)
{
	const struct history_value *habit = row->recipe->columns[i].habit;
	struct draw draw = row_draw(row);
	uint32_t which = row->drawn[i];
	struct value linked;

	if (row_is_adversarial(row) && row_wants_null(row, i))
		return value_null();
	if (row_linked(row, i, &linked))
		return linked;
	if (row_is_adversarial(row))
		return row_adversarial(row, i);
	if (which == RECIPE_NONE && row->key && habit && habit->allowed_count)
		return habit->allowed[row->ordinal % habit->allowed_count];
	return which == RECIPE_NONE ? draw_ordinary(&draw, i)
				    : draw_candidate(&draw, i, which);
}

static void draw_first(struct row *row, uint32_t i)
{
	const struct recipe_column *column = &row->recipe->columns[i];
	struct draw draw = row_draw(row);
	uint32_t which = column->favourite;

	if (which == RECIPE_NONE || column->candidates[which].kind == CANDIDATE_VALUE)
		which = draw_strong(&draw, i);
	row->drawn[i] = which;
	row_set(row, i, first_value(row, i));
}

/* JSON that repeats another column's value comes after that column. */
static bool repeats(const struct recipe_column *column)
{
	for (uint32_t i = 0; i < column->member_count; i++) {
		if (column->members[i].same != RECIPE_NONE)
			return true;
	}
	return false;
}

static void repeat_members(struct row *row)
{
	struct draw draw = row_draw(row);

	for (uint32_t i = 0; i < row->recipe->count; i++) {
		if (row->holds[i] == HOLD_FREE && row->values[i].type != SQLITE_NULL &&
			repeats(&row->recipe->columns[i]))
			row_set(row, i, draw_json(&draw, i));
	}
}

/* How many keys before it point to the same parent: those of one row differ. */
static uint32_t twins(const struct row *row, uint32_t key)
{
	const struct recipe *recipe = row->recipe;
	uint32_t count = 0;

	for (uint32_t i = 0; i < key; i++)
		count += map_same(recipe->keys[i].parent, recipe->keys[key].parent);
	return count;
}

static bool draw_all(struct row *row, const struct pins *pins)
{
	/* some parents have several children, the third, a twin, one, others none */
	static const uint32_t picks[PICKS] = { 0, 2, 0, 1 };

	for (uint32_t i = 0; i < row->recipe->count; i++) {
		row->holds[i] = HOLD_FREE;
		row->values[i] = value_null();
	}
	for (uint32_t i = 0; pins && i < pins->count; i++) {
		row->holds[pins->columns[i]] = HOLD_FIXED;
		row_set(row, pins->columns[i], pins->values[i]);
	}
	for (uint32_t i = 0; i < row->recipe->count; i++) {
		if (row->holds[i] == HOLD_FREE && !row->recipe->columns[i].generated)
			draw_first(row, i);
	}
	for (uint32_t i = 0; i < row->recipe->count; i++) {
		if (row->holds[i] == HOLD_FREE && row->recipe->columns[i].keyed &&
			(row->recipe->columns[i].strong_count ||
				(row_is_adversarial(row) && row_wants_null(row, i))))
			row->holds[i] = HOLD_LITERAL;
	}
	for (uint32_t i = 0; i < row->recipe->key_count; i++)
		row->picks[i] = row_is_adversarial(row) ? picks[row->ordinal % PICKS]
							: row->ordinal + twins(row, i);
	return row_assign_keys(row);
}

/* RAISE (ROLLBACK) ends every transaction: the fill gets a new one. */
static void refused(struct row *row)
{
	struct scratch *scratch = row->synth->scratch;

	row->message = scratch->failure.message;
	if (row->synth->host_functions)
		host_functions_revoke(row->synth->host_functions, row->answers);
	refused_columns_find(row);
	if (sqlite3_get_autocommit(scratch->db)) {
		row->blamed_count = 0;
		if (row->synth->log)
			row->synth->log->rows.count = row->synth->log->fill;
		scratch_savepoint(scratch, row->synth->savepoint);
	} else if (row->guarded) {
		scratch_undo(scratch, "row");
	}
}

static void bind(struct row *row)
{
	uint32_t count = row->recipe->count;

	for (uint32_t i = 0; i < count; i++) {
		if (!row->recipe->columns[i].generated)
			query_bind(&row->write, (int)i + 1, &row->values[i]);
	}
	for (uint32_t i = 0; i < row->key_count; i++)
		query_bind(&row->write, (int)(count + i) + 1, &row->key[i]);
}

/* RAISE (FAIL) leaves behind what was written before: rows that fire triggers are
 * guarded. */
static bool write(struct row *row)
{
	struct scratch *scratch = row->synth->scratch;

	repeat_members(row);
	if (row->synth->host_functions)
		row->answers = row->synth->host_functions->given_count;
	if (row->guarded)
		scratch_savepoint(scratch, "row");
	bind(row);
	scratch->ticks = TICKS;
	if (!query_run(&row->write)) {
		refused(row);
		return false;
	}
	if (row->judge && !row->judge(row)) {
		scratch_undo(scratch, "row");
		return false;
	}
	if (row->synth->log)
		synthesis_log_row(row->synth, query_expanded(&row->write));
	if (row->guarded)
		scratch_release(scratch, "row");
	return true;
}

/* The next row starts from what was accepted. */
static void learn(struct row *row)
{
	for (uint32_t i = 0; i < row->recipe->count; i++) {
		struct recipe_column *column = &row->recipe->columns[i];
		bool drawn = row->holds[i] != HOLD_KEY && row->holds[i] != HOLD_FIXED &&
			     row->values[i].type != SQLITE_NULL;

		if (drawn)
			column->favourite = row->drawn[i];
		if (drawn && row->drawn[i] != RECIPE_NONE)
			column->candidates[row->drawn[i]].used++;
		row->previous[i] = row->values[i];
	}
	row->has_previous = true;
	row->plot->made++;
}

/* How often in 16 a value is NULL, the same for all columns of one attempt. */
static uint32_t null_chance(struct row *row)
{
	static const uint8_t chances[] = { 0, 4, 8, 12, 15 };

	uint32_t patience = row_is_adversarial(row) ? 5 : 16;

	return row->attempt < patience ? 0
				       : chances[dice_roll(&row->dice, sizeof(chances))];
}

/* As another column's value, or a number above or below it. */
static struct value like_other(struct row *row, uint32_t other)
{
	struct value value = row->values[other];
	int64_t step = ((int64_t)dice_roll(&row->dice, 3) - 1) *
		       (1 + (int64_t)dice_roll(&row->dice, 20));

	if (value.type == SQLITE_INTEGER)
		value.integer += step;
	if (value.type == SQLITE_FLOAT)
		value.real += (double)step / 4;
	return value;
}

/* At every second attempt the next one that a demand aims at; or RECIPE_NONE. */
static uint32_t draw_aimed(const struct row *row, const struct recipe_column *column)
{
	uint32_t count = 0, turn;

	if (!row->judge || row->attempt % 2)
		return RECIPE_NONE;
	for (uint32_t i = 0; i < column->candidate_count; i++)
		count += column->candidates[i].aimed;
	turn = count ? row->attempt / 2 % count : 0;
	for (uint32_t i = 0; count && i < column->candidate_count; i++) {
		if (column->candidates[i].aimed && !turn--)
			return i;
	}
	return RECIPE_NONE;
}

struct value row_draw_again(struct row *row, uint32_t i)
{
	const struct recipe_column *column = &row->recipe->columns[i];
	struct draw draw = row_draw(row);
	uint32_t other = row->blamed[dice_roll(&row->dice, row->blamed_count)];
	uint32_t which;

	row->drawn[i] = draw_aimed(row, column);
	if (row->drawn[i] != RECIPE_NONE)
		return draw_candidate(&draw, i, row->drawn[i]);
	if (other != i && column->nature == row->recipe->columns[other].nature &&
		dice_roll(&row->dice, column->candidate_count ? 6 : 3) == 0)
		return like_other(row, other);
	if (!column->candidate_count || dice_roll(&row->dice, 4) == 0)
		return draw_ordinary(&draw, i);
	which = dice_roll(&row->dice, 2) ? draw_strong(&draw, i)
					 : draw_aimed(row, column);
	if (which == RECIPE_NONE)
		which = dice_roll(&row->dice, column->candidate_count);
	row->drawn[i] = which;
	return draw_candidate(&draw, i, which);
}

/* A column of a foreign key: another parent, nothing, or a literal of its own. */
static void redraw_key(struct row *row, uint32_t i, bool null)
{
	struct draw draw = row_draw(row);
	uint32_t which;

	row->holds[i] = HOLD_FREE;
	for (uint32_t k = 0; k < row->recipe->key_count; k++) {
		const struct recipe_key *key = &row->recipe->keys[k];

		for (uint32_t j = 0; j < key->count; j++) {
			if (key->columns[j] == i)
				row->picks[k] += 1 + dice_roll(&row->dice, 3);
		}
	}
	if (null) {
		row_set(row, i, value_null());
		row->holds[i] = HOLD_LITERAL;
	} else if (row->recipe->columns[i].strong_count && dice_roll(&row->dice, 2)) {
		which = draw_any_strong(&draw, i);
		row_set(row, i, draw_candidate(&draw, i, which));
		row->holds[i] = HOLD_LITERAL;
	}
}

/* What fitted together in the row before, all numbers a little further on. */
static void draw_previous(struct row *row)
{
	int64_t step = dice_roll(&row->dice, 4);

	for (uint32_t j = 0; j < row->blamed_count; j++) {
		struct value value = row->previous[row->blamed[j]];

		if (row->recipe->columns[row->blamed[j]].keyed)
			continue;
		if (value.type == SQLITE_INTEGER &&
			row->recipe->columns[row->blamed[j]].nature != NATURE_BOOLEAN)
			value.integer += step;
		if (value.type == SQLITE_FLOAT)
			value.real += (double)step;
		row_set(row, row->blamed[j], value);
	}
}

/* Draw some of the blamed columns again; true when one was part of a foreign key. */
static bool draw_blamed(struct row *row)
{
	uint32_t chance = null_chance(row);
	uint32_t certain = row->blamed[dice_roll(&row->dice, row->blamed_count)];
	bool keyed = false;

	for (uint32_t j = 0; j < row->blamed_count; j++) {
		uint32_t i = row->blamed[j];
		bool null = row_nullable(row, i) && dice_roll(&row->dice, 16) < chance;

		if (row->judge && row->attempt % 2 == 0 && i != certain)
			continue; /* it is aimed at what the others are */
		if (row->attempt > 1 && i != certain && dice_roll(&row->dice, 2))
			continue;
		keyed |= row->recipe->columns[i].keyed;
		if (row->recipe->columns[i].keyed)
			redraw_key(row, i, null);
		else
			row_set(row, i, null ? value_null() : row_draw_again(row, i));
	}
	return keyed;
}

static bool redraw(struct row *row)
{
	if (!row->blamed_count)
		return false;
	row->serial = ++row->plot->serial;
	if (row->refusing && row->attempt % 2 == 0) {
		row_satisfy(row, row->refusing, true);
		return row_assign_keys(row);
	}
	if (row->has_previous && (row->blamed_count > 1 || row->refusing) &&
		row->attempt % 8 == 7)
		draw_previous(row);
	else if (draw_blamed(row))
		return row_assign_keys(row);
	return true;
}

bool row_make(struct row *row, const struct pins *pins, uint32_t attempts)
{
	struct row *outer = row->plot->making;
	bool made = false;

	row->serial = ++row->plot->serial;
	row->attempt = 0;
	row->flavour = row_flavour(row);
	row->promised = false;
	row->plot->making = row;
	if (draw_all(row, pins)) {
		for (row->attempt = 0; row->attempt < attempts; row->attempt++) {
			made = write(row);
			if (made || !redraw(row))
				break;
		}
	}
	row->plot->making = outer;
	row->synth->broken |= !made && row->promised;
	if (made)
		learn(row);
	return made;
}
