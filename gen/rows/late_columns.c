/*
 * late_columns: values for columns that came after the rows. See late_columns.h.
 *
 * Row by row, and all unfilled columns of a row at once: other columns keep their values,
 * and a row for which SQLite refuses every draw stays as it is. Triggers are off, so that
 * an application's log does not fill with what nobody did; but for those that keep a
 * search index, which would no longer fit its content.
 */
#include "gen/rows/late_columns.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/rows/virtual_tables.h"

enum {
	ENOUGH = 3,    /* different values */
	UNTOUCHED = 4, /* of so many rows the first stays as it is */
	ROWS = 24,     /* at most so many rows of a table are given values */
	PATIENCE = 20, /* attempts at a row */
	MISSES = 3     /* rows that may be refused before any is changed */
};

struct late {
	struct synthesis *synth;
	struct plot *plot;
	const struct recipe *recipe;
	bool *open;	 /* columns that are given values */
	bool *triggered; /* those that a trigger writes */
	const char *rowid;
	uint32_t key_count;
	uint32_t width; /* of what is read: the key, then all columns */
	struct value *rows;
	uint32_t row_count;
	bool *nulls; /* adversarial: of each row and column, is it to be NULL? */
};

bool late_columns_is_new(const struct plot *plot, uint32_t i)
{
	return !plot->filled ||
	       recipe_column(plot->filled, plot->recipe->columns[i].name) == RECIPE_NONE;
}

static bool is_writable(const struct recipe_column *column)
{
	return !column->generated && !column->primary && !column->stubborn;
}

/* count (*), then count (c) and, where the table is another one now, count (DISTINCT c).
 */
static const char *measure_of(const struct plot *plot, struct arena *arena)
{
	const struct recipe *recipe = plot->recipe;
	struct text sql;

	text_init(&sql, arena);
	text_add(&sql, "SELECT count(*)");
	for (uint32_t i = 0; i < recipe->count; i++) {
		const char *name = recipe->columns[i].name;

		if (!is_writable(&recipe->columns[i]))
			text_add(&sql, ", 0, 0");
		else if (plot->filled != recipe &&
			 (late_columns_is_new(plot, i) ||
				 recipe->columns[i].strong_count))
			text_format(&sql, ", count(\"%w\"), count(DISTINCT \"%w\")", name,
				name);
		else if (plot->filled != recipe)
			text_format(&sql,
				", count(\"%w\"), 1 + (min(\"%w\") < max(\"%w\"))", name,
				name, name);
		else
			text_format(&sql, ", count(\"%w\"), 0", name);
	}
	text_format(&sql, " FROM main.\"%w\"", plot->name);
	return sql.bytes;
}

int64_t late_columns_enough(const struct recipe_column *column, bool new)
{
	if (column->nature == NATURE_BOOLEAN ||
		(column->habit && column->habit->allowed_count &&
			column->habit->allowed_count < ENOUGH))
		return 2;
	if (column->strong_count)
		return column->strong_count < ENOUGH ? 2 : ENOUGH;
	return new ? ENOUGH : 2;
}

/* Might cells of the column have values, and have none of their own? */
static bool is_unfilled(const struct synthesis *synth, const struct plot *plot,
	uint32_t i, const struct query *measured)
{
	const struct recipe_column *column = &plot->recipe->columns[i];
	int64_t rows = query_int(measured, 0);
	int64_t filled = query_int(measured, (int)(1 + 2 * i));
	int64_t different = query_int(measured, (int)(2 + 2 * i));
	bool new = late_columns_is_new(plot, i);

	if (!is_writable(column))
		return false;
	if (!filled)
		return true;
	if (plot->filled == plot->recipe)
		return false;
	if (new && synth->population == POPULATION_PLAIN && filled < rows)
		return true;
	return plot->filled && rows > 1 && different < late_columns_enough(column, new);
}

/* Do rows of other tables, or a key of two columns, refer to it? */
static bool is_referred(
	const struct synthesis *synth, const struct plot *plot, const char *column)
{
	const struct snapshot *snapshot = synth->snapshot;

	for (uint32_t i = 0; snapshot && i < snapshot->count; i++) {
		const struct shot_object *object = snapshot->objects[i];

		for (uint32_t j = 0; !object->gone && j < object->key_count; j++) {
			const struct shot_key *key = &object->keys[j];
			struct names names;

			if (!map_same(key->parent_table, plot->name))
				continue;
			names = recipe_targets_named(synth->arena, key);
			if (names_have(&names, column))
				return true;
		}
	}
	return false;
}

/* Does a statement in the body of a trigger write the column of this table? */
static bool sets(const struct tree_statement *step, const char *table, const char *column)
{
	if (step->kind != STATEMENT_UPDATE || step->update->table->kind != SOURCE_TABLE ||
		!map_same(step->update->table->object.name.text, table))
		return false;
	for (uint32_t i = 0; i < step->update->sets.count; i++) {
		const struct tree_names *names = &step->update->sets.items[i].columns;

		for (uint32_t j = 0; j < names->count; j++) {
			if (map_same(names->items[j].text, column))
				return true;
		}
	}
	return false;
}

static bool is_triggered(
	const struct synthesis *synth, const struct plot *plot, const char *column)
{
	const struct snapshot *snapshot = synth->snapshot;

	for (uint32_t i = 0; snapshot && i < snapshot->count; i++) {
		const struct tree_create_trigger *trigger =
			snapshot->objects[i]->gone ||
					snapshot->objects[i]->type != INSTAR__TRIGGER
				? NULL
				: snapshot_tree(
					  snapshot->objects[i], STATEMENT_CREATE_TRIGGER);

		for (uint32_t j = 0; trigger && j < trigger->body.count; j++) {
			if (sets(&trigger->body.items[j], plot->name, column))
				return true;
		}
	}
	return false;
}

static bool open_columns(struct late *late)
{
	struct synthesis *synth = late->synth;
	const struct plot *plot = late->plot;
	struct query measured =
		scratch_prepare(synth->scratch, measure_of(plot, synth->arena));
	uint32_t count = late->recipe->count;
	bool any = false;

	if (!query_row(&measured) || !query_int(&measured, 0)) {
		query_close(&measured);
		return false;
	}
	late->open = arena_array(synth->arena, count, sizeof(*late->open));
	late->triggered = arena_array(synth->arena, count, sizeof(*late->triggered));
	for (uint32_t i = 0; i < count; i++) {
		const char *name = late->recipe->columns[i].name;
		bool filled = query_int(&measured, (int)(1 + 2 * i)) > 0;

		late->open[i] =
			is_unfilled(synth, plot, i, &measured) &&
			!history_links_backfills(&synth->links, plot->name, name) &&
			!(filled && is_referred(synth, plot, name));
		late->triggered[i] = late->open[i] && is_triggered(synth, plot, name);
		any |= late->open[i];
	}
	query_close(&measured);
	return any;
}

static void read_rows(struct late *late)
{
	const struct recipe *recipe = late->recipe;
	struct arena *arena = late->synth->arena;
	struct query query;
	struct text sql;

	late->rowid = snapshot_rowid(late->synth->scratch, recipe->object);
	late->key_count = late->rowid ? 1 : recipe->primary_count;
	late->width = late->key_count + recipe->count;
	late->rows = arena_array(arena, (size_t)ROWS * late->width, sizeof(*late->rows));
	text_init(&sql, arena);
	for (uint32_t i = 0; i < late->key_count; i++)
		text_format(&sql, late->rowid ? "%s%s" : "%s\"%w\"", i ? ", " : "SELECT ",
			late->rowid ? late->rowid : recipe->primary[i]);
	for (uint32_t i = 0; i < recipe->count; i++)
		text_format(&sql, ", \"%w\"", recipe->columns[i].name);
	text_format(
		&sql, " FROM main.\"%w\" ORDER BY 1 LIMIT %d", late->plot->name, ROWS);
	query = scratch_prepare(late->synth->scratch, sql.bytes);
	while (query_row(&query)) {
		for (uint32_t i = 0; i < late->width; i++)
			late->rows[late->row_count * late->width + i] =
				query_value(&query, (int)i);
		late->row_count++;
	}
}

static struct value *cell(const struct late *late, uint32_t row, uint32_t column)
{
	return &late->rows[row * late->width + late->key_count + column];
}

/* Has a row before it the same value? */
static bool repeats(const struct late *late, uint32_t row, uint32_t i)
{
	for (uint32_t before = 0; before < row; before++) {
		if (value_same(cell(late, before, i), cell(late, row, i)))
			return true;
	}
	return false;
}

/* Does the cell keep what it has? */
static bool keeps(const struct late *late, uint32_t row, uint32_t i)
{
	bool plain = late->synth->population == POPULATION_PLAIN;
	bool empty = cell(late, row, i)->type == SQLITE_NULL;
	const struct history_value *habit = late->recipe->columns[i].habit;

	if (!late->open[i])
		return true;
	if (!empty && !repeats(late, row, i) && row)
		return true; /* some statement has made it */
	if (late->triggered[i])
		return row % 2 != 0;
	if (plain && empty && !(habit && habit->required))
		return false;
	if (plain) /* one that nobody has touched since */
		return row == 0 && late->row_count >= UNTOUCHED;
	return row % 4 == 3;
}

static bool *null_of(const struct late *late, uint32_t row, uint32_t column)
{
	return &late->nulls[row * late->recipe->count + column];
}

static bool may_be_null(const struct late *late, uint32_t i)
{
	return recipe_nullable(&late->recipe->columns[i]);
}

/* What columns `i` and `other` are in a row, when `i` is NULL or not. */
static uint8_t pair(const struct late *late, uint32_t row, uint32_t other, bool null)
{
	return (uint8_t)(1 << (2 * null + *null_of(late, row, other)));
}

/*
 * In which rows a column is NULL: in each where that, and not a value, is new to more of
 * the other columns, so that each two of them meet in all four ways.
 */
static void plan_column(struct late *late, uint32_t i)
{
	uint32_t count = late->recipe->count;
	uint8_t *met = arena_array(late->synth->arena, count, 1);
	bool empty = false; /* there is a row with NULL in all of them */

	for (uint32_t row = 0; row < late->row_count; row++) {
		uint32_t gains[2] = { 0, 0 }, others = 0, nulls = 0;
		bool null = cell(late, row, i)->type == SQLITE_NULL;

		for (uint32_t j = 0; j < count; j++) {
			if (j == i || !may_be_null(late, j) || (j > i && late->open[j]))
				continue;
			gains[0] += !(met[j] & pair(late, row, j, false));
			gains[1] += !(met[j] & pair(late, row, j, true));
			nulls += *null_of(late, row, j);
			others++;
		}
		if (!keeps(late, row, i))
			null = !empty && others && nulls == others ? true
			       : gains[1] != gains[0]		   ? gains[1] > gains[0]
								   : row % 6 == 5;
		empty |= null && nulls == others;
		*null_of(late, row, i) = null;
		for (uint32_t j = 0; j < count; j++)
			met[j] |= pair(late, row, j, null);
	}
}

static void plan_nulls(struct late *late)
{
	uint32_t count = late->recipe->count;

	late->nulls = arena_array(late->synth->arena, (size_t)late->row_count * count,
		sizeof(*late->nulls));
	if (late->synth->population == POPULATION_PLAIN)
		return;
	for (uint32_t row = 0; row < late->row_count; row++) {
		for (uint32_t i = 0; i < count; i++)
			*null_of(late, row, i) = cell(late, row, i)->type == SQLITE_NULL;
	}
	for (uint32_t i = 0; i < count; i++) {
		if (late->open[i] && may_be_null(late, i))
			plan_column(late, i);
	}
}

/* Has the row before what the row keeps of the key? */
static bool may_follow(const struct late *late, uint32_t row,
	const struct recipe_key *key, const bool *pinned)
{
	for (uint32_t i = 0; row && i < key->count; i++) {
		uint32_t target = recipe_target(key, i, late->recipe);

		if (target != RECIPE_NONE && pinned[key->columns[i]] &&
			!value_same(cell(late, row, key->columns[i]),
				cell(late, row - 1, target)))
			return false;
	}
	return row > 0;
}

/* A key into the table itself points to the row before, so that no circle comes of it. */
static void pin_self(struct late *late, uint32_t row, const struct recipe_key *key,
	bool *pinned, struct pins *pins)
{
	bool follows = may_follow(late, row, key, pinned);

	for (uint32_t i = 0; i < key->count; i++) {
		uint32_t target = recipe_target(key, i, late->recipe);

		if (target == RECIPE_NONE || pinned[key->columns[i]])
			continue;
		pins_add(late->synth->arena, pins, key->columns[i],
			follows ? *cell(late, row - 1, target)
				: *cell(late, row, key->columns[i]));
		pinned[key->columns[i]] = true;
	}
}

/* What the row keeps; with the NULLs that are planned for it, or not. */
static struct pins pins_of(struct late *late, uint32_t row, bool nulls)
{
	const struct recipe *recipe = late->recipe;
	bool *pinned = arena_array(late->synth->arena, recipe->count, sizeof(*pinned));
	struct pins pins = { 0 };

	for (uint32_t i = 0; i < recipe->count; i++) {
		bool null = nulls && late->open[i] && *null_of(late, row, i);

		pinned[i] =
			!recipe->columns[i].generated && (null || keeps(late, row, i));
		if (pinned[i])
			pins_add(late->synth->arena, &pins, i,
				null ? value_null() : *cell(late, row, i));
	}
	for (uint32_t i = 0; i < recipe->key_count; i++) {
		if (map_same(recipe->keys[i].parent, late->plot->name))
			pin_self(late, row, &recipe->keys[i], pinned, &pins);
	}
	return pins;
}

static bool keeps_all(const struct late *late, uint32_t row)
{
	for (uint32_t i = 0; i < late->recipe->count; i++) {
		if (!keeps(late, row, i))
			return false;
	}
	return true;
}

/* What stays unfilled although it was tried is not tried again. */
static void give_up(struct late *late)
{
	for (uint32_t i = 0; i < late->recipe->count; i++)
		late->plot->recipe->columns[i].stubborn |= late->open[i];
}

/* As it is planned, or without the NULLs. */
static bool change_row(struct late *late, struct row *row, uint32_t i)
{
	struct pins planned = pins_of(late, i, true), plain = pins_of(late, i, false);

	row->key = &late->rows[i * late->width];
	row->ordinal = i;
	return row_make(row, &planned, PATIENCE) ||
	       (planned.count != plain.count && row_make(row, &plain, PATIENCE));
}

static void change_rows(struct late *late, struct row *row)
{
	uint32_t changed = 0, misses = 0;

	for (uint32_t i = 0; i < late->row_count && misses < MISSES; i++) {
		if (keeps_all(late, i))
			continue;
		if (change_row(late, row, i))
			changed++;
		else if (!changed)
			misses++;
	}
	if (!changed)
		give_up(late);
}

void late_columns_fill(struct synthesis *synth, struct plot *plot)
{
	struct late late = { .synth = synth, .plot = plot, .recipe = plot->recipe };
	struct row row;
	int triggers = 1;

	if (plot->recipe->object->virtual || !open_columns(&late))
		return;
	read_rows(&late);
	plan_nulls(&late);
	if (!synth->log && !virtual_is_fed_by(synth->snapshot, plot->name))
		triggers = synthesis_switch(
			synth->scratch, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0);
	if (row_open_change(&row, synth, plot, late.open, late.rowid))
		change_rows(&late, &row);
	row_close(&row);
	synthesis_switch(synth->scratch, SQLITE_DBCONFIG_ENABLE_TRIGGER, triggers);
	virtual_rebuild_over(synth, plot->name);
}
