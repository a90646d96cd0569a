/*
 * demand: one row that answers a question as it is wanted. See demand.h.
 *
 * Tries differ in what they pin: another partner or twin, another column that is NULL.
 * Within a try the row is drawn again for what SQLite refuses and what is not as wanted.
 */
#include "gen/rows/demand.h"

#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/rows/meeting.h"
#include "gen/sql/tree_walk.h"

enum {
	ATTEMPTS = 60, /* where a demand does not say */
	LEAST = 6,     /* attempts of one try */
	TRIES = 8
};

/* What a condition may add to, once more: the other one stays as it is. */
static void copy_column(struct arena *arena, struct recipe_column *column)
{
	const struct recipe_column from = *column;

	column->candidates = NULL;
	column->candidate_count = 0;
	for (uint32_t i = 0; i < from.candidate_count; i++)
		*arena_add(arena, column->candidates, column->candidate_count) =
			from.candidates[i];
	column->members = NULL;
	column->member_count = 0;
	for (uint32_t i = 0; i < from.member_count; i++)
		*arena_add(arena, column->members, column->member_count) =
			from.members[i];
}

/* Is the key's row to have no partner? */
static bool is_apart(const struct recipe *recipe, const struct recipe_key *key,
	const struct demand *demand)
{
	for (uint32_t i = 0; i < demand->pin_count; i++) {
		for (uint32_t j = 0; j < key->count; j++) {
			if (demand->pins[i].kind == PIN_APART &&
				names_have(&demand->pins[i].columns,
					recipe->columns[key->columns[j]].name))
				return true;
		}
	}
	return false;
}

/* A table that is looked for in a condition. */
struct sought {
	const char *table;
	bool found;
};

static bool see_source(void *context, const struct tree_source *source)
{
	struct sought *sought = context;

	sought->found |= source->kind == SOURCE_TABLE &&
			 map_same(source->object.name.text, sought->table);
	return true;
}

/*
 * Does a condition ask whether there is a parent, as `p NOT IN (SELECT id FROM parent)`
 * does? Then there are rows without one.
 */
static bool is_doubted(const struct recipe *recipe, const struct recipe_key *key,
	const struct demand *demand)
{
	for (uint32_t i = 0; i < demand->condition_count; i++) {
		const struct tree_expr *expr = demand->conditions[i].expr;
		struct sought sought = { .table = key->parent };

		tree_walk_expr(&(struct tree_visitor){ .context = &sought,
				       .source = see_source },
			expr);
		for (uint32_t j = 0; sought.found && j < key->count; j++) {
			if (tree_has_column(expr, recipe->columns[key->columns[j]].name))
				return true;
		}
	}
	return false;
}

/*
 * The table's recipe, to be added to for this demand alone; without the keys that need no
 * parent.
 */
static struct recipe *recipe_for(struct arena *arena, const struct recipe *recipe,
	const struct demand *demand, bool doubted)
{
	struct recipe *own = arena_alloc(arena, sizeof(*own));

	*own = *recipe;
	own->columns = arena_array(arena, recipe->count, sizeof(*own->columns));
	for (uint32_t i = 0; i < recipe->count; i++) {
		own->columns[i] = recipe->columns[i];
		copy_column(arena, &own->columns[i]);
	}
	own->keys = NULL;
	own->key_count = 0;
	for (uint32_t i = 0; i < recipe->key_count; i++) {
		const struct recipe_key *key = &recipe->keys[i];

		if (!(demand->orphans && is_apart(recipe, key, demand)) &&
			!(doubted && is_doubted(recipe, key, demand)))
			*arena_add(arena, own->keys, own->key_count) = *key;
	}
	return own;
}

/* How one row is found again: by its rowid, or by its primary key. */
static void find_place(struct meeting *meeting)
{
	const struct recipe *recipe = meeting->plot->recipe;
	struct text sql;

	meeting->rowid = snapshot_rowid(meeting->synth->scratch, recipe->object);
	meeting->key_count = meeting->rowid ? 1 : recipe->primary_count;
	meeting->key = arena_array(
		meeting->arena, meeting->key_count + 1, sizeof(*meeting->key));
	text_init(&sql, meeting->arena);
	if (meeting->rowid)
		text_format(&sql, "\"%w\".%s IS ?1", meeting->alias, meeting->rowid);
	for (uint32_t i = 0; !meeting->rowid && i < recipe->primary_count; i++)
		text_format(&sql, "%s\"%w\".\"%w\" IS ?%u", i ? " AND " : "",
			meeting->alias, recipe->primary[i], i + 1);
	meeting->place = sql.bytes;
}

/* SQL that is true of the row alone. */
static const char *where_of(struct meeting *meeting)
{
	const struct recipe *recipe = meeting->plot->recipe;
	struct text sql;

	text_init(&sql, meeting->arena);
	for (uint32_t i = 0; i < meeting->key_count; i++) {
		const char *name = meeting->rowid ? NULL : recipe->primary[i];
		struct query query =
			scratch_prepare(meeting->synth->scratch, "SELECT quote(?1)");

		if (meeting->rowid && recipe->primary_count == 1 &&
			recipe->columns[recipe_column(recipe, recipe->primary[0])].rowid)
			name = recipe->primary[0];
		query_bind(&query, 1, &meeting->key[i]);
		if (query_row(&query))
			text_format(&sql, name ? "%s\"%w\" = %s" : "%s%s = %s",
				i ? " AND " : "", name ? name : meeting->rowid,
				query_text(&query, 0));
		query_close(&query);
	}
	return sql.bytes;
}

static void prepare_row(struct meeting *meeting, struct row *row)
{
	row->judge = meeting_judge;
	row->context = meeting;
	row->guarded = true;
}

/* Where a row may be changed, a third of the attempts is left for that. */
static uint32_t attempts_left(const struct meeting *meeting)
{
	const struct demand *demand = meeting->demand;
	uint32_t all = demand->attempts ? demand->attempts : ATTEMPTS;

	if (demand->way == DEMAND_EITHER && !meeting->changing)
		all -= all / 3;
	return all > demand->attempted ? all - demand->attempted : 0;
}

/* The attempts of one try, so that all tries get their share. */
static uint32_t share(const struct meeting *meeting, uint32_t try)
{
	uint32_t left = attempts_left(meeting);
	uint32_t part = left / (meeting->choices - try);

	part = part < LEAST ? LEAST : part;
	return part < left ? part : left;
}

static bool try_row(
	struct meeting *meeting, struct row *row, const struct pins *pins, uint32_t share)
{
	bool made = row_make(row, pins, share);

	meeting->demand->attempted += row->attempt + made;
	if (row->message)
		meeting->why = row->message;
	return made;
}

static bool add_row(struct meeting *meeting)
{
	struct row row;
	bool made = false;

	if (!row_open(&row, meeting->synth, meeting->plot)) {
		meeting->why = row.message;
		return false;
	}
	prepare_row(meeting, &row);
	for (uint32_t i = 0; !made && i < meeting->choices && attempts_left(meeting);
		i++) {
		struct pins pins;

		row.ordinal = i;
		made = meeting_pin(meeting, i, &pins) &&
		       try_row(meeting, &row, &pins, share(meeting, i));
	}
	row_close(&row);
	return made;
}

/* Which columns get other values: those that a condition reads, or that are pinned. */
static bool open_columns(struct meeting *meeting)
{
	const struct recipe *recipe = meeting->plot->recipe;
	const struct demand *demand = meeting->demand;
	bool any = false;

	meeting->open =
		arena_array(meeting->arena, recipe->count, sizeof(*meeting->open));
	for (uint32_t i = 0; i < meeting->test_count; i++) {
		for (uint32_t j = 0; j < meeting->tests[i].column_count; j++)
			meeting->open[meeting->tests[i].columns[j]] = true;
	}
	for (uint32_t i = 0; i < recipe->count; i++) {
		const struct recipe_column *column = &recipe->columns[i];

		for (uint32_t j = 0; j < demand->pin_count; j++)
			meeting->open[i] |=
				names_have(&demand->pins[j].columns, column->name);
		meeting->open[i] &= !column->generated && !column->primary;
		any |= meeting->open[i];
	}
	return any;
}

/* Everything of the row number `which` that is not open; false when there is none. */
static bool pin_rest(struct meeting *meeting, uint32_t which, struct pins *pins)
{
	const struct recipe *recipe = meeting->plot->recipe;
	struct query query;
	struct text sql;
	bool found;

	text_init(&sql, meeting->arena);
	text_add(&sql, "SELECT 1");
	for (uint32_t i = 0; i < meeting->key_count; i++)
		text_format(&sql, meeting->rowid ? ", %s" : ", \"%w\"",
			meeting->rowid ? meeting->rowid : recipe->primary[i]);
	for (uint32_t i = 0; i < recipe->count; i++)
		text_format(&sql, ", \"%w\"", recipe->columns[i].name);
	text_format(
		&sql, " FROM main.\"%w\" LIMIT 1 OFFSET %u", meeting->plot->name, which);
	query = scratch_prepare(meeting->synth->scratch, sql.bytes);
	found = query_row(&query);
	for (uint32_t i = 0; found && i < meeting->key_count; i++)
		meeting->key[i] = query_value(&query, (int)i + 1);
	for (uint32_t i = 0; found && i < recipe->count; i++) {
		if (!meeting->open[i] && !recipe->columns[i].generated)
			pins_add(meeting->arena, pins, i,
				query_value(&query, (int)(1 + meeting->key_count + i)));
	}
	query_close(&query);
	return found;
}

static bool change_rows(struct meeting *meeting, struct row *row)
{
	bool made = false;

	prepare_row(meeting, row);
	row->key = meeting->key;
	meeting->changing = true;
	for (uint32_t i = 0; !made && i < meeting->choices && attempts_left(meeting);
		i++) {
		struct pins pins;

		if (!meeting_pin(meeting, i + 1, &pins))
			continue;
		if (!pin_rest(meeting, i, &pins) && !pin_rest(meeting, 0, &pins))
			break;
		made = try_row(meeting, row, &pins, share(meeting, i));
	}
	return made;
}

static bool change_row(struct meeting *meeting)
{
	struct scratch *scratch = meeting->synth->scratch;
	struct row row;
	int triggers;
	bool made = false;

	if (!open_columns(meeting))
		return false;
	triggers = synthesis_switch(scratch, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0);
	if (row_open_change(
		    &row, meeting->synth, meeting->plot, meeting->open, meeting->rowid))
		made = change_rows(meeting, &row);
	row_close(&row);
	synthesis_switch(scratch, SQLITE_DBCONFIG_ENABLE_TRIGGER, triggers);
	meeting->demand->changed = made;
	return made;
}

/* How many tries differ. */
static uint32_t choices_of(const struct meeting *meeting)
{
	const struct demand *demand = meeting->demand;
	uint32_t choices = meeting->null_count ? meeting->null_count + 2 : 1;

	for (uint32_t i = 0; i < demand->pin_count; i++) {
		if (demand->pins[i].kind != PIN_VALUE &&
			demand->pins[i].kind != PIN_FILLED &&
			demand->pins[i].kind != PIN_APART && choices < 4)
			choices = 4;
	}
	return choices < TRIES ? choices : TRIES;
}

static bool look(struct meeting *meeting)
{
	enum demand_way way = meeting->demand->way;
	bool made = false;

	find_place(meeting);
	meeting_read(meeting);
	meeting_evaluate(meeting, RECIPE_NONE);
	meeting->choices = choices_of(meeting);
	if (!meeting_ask(meeting))
		return false;
	if (way != DEMAND_CHANGE)
		made = add_row(meeting);
	if (!made &&
		(way == DEMAND_CHANGE || (way == DEMAND_EITHER && !meeting->accepted)))
		made = change_row(meeting);
	if (made)
		meeting->demand->where = where_of(meeting);
	return made;
}

static const char *why_of(const struct meeting *meeting)
{
	if (meeting->unmet && meeting->why)
		return arena_printf(
			meeting->arena, "%s (others: %s)", meeting->unmet, meeting->why);
	return meeting->unmet ? meeting->unmet
	       : meeting->why ? meeting->why
			      : "no row was accepted";
}

/* Who has not filled the table himself draws other values than those that are there. */
static void pass_rows(struct synthesis *synth, struct plot *plot)
{
	uint32_t rows = (uint32_t)scratch_int(
		synth->scratch, 0, "SELECT count(*) FROM main.\"%w\"", plot->name);

	if (plot->serial < rows)
		plot->serial = rows;
}

/* Look for the row; where that is in question, without its parents. */
static bool attempt(
	struct synthesis *synth, struct demand *demand, struct plot *plot, bool doubted)
{
	struct meeting meeting = { .synth = synth,
		.arena = synth->arena,
		.demand = demand,
		.alias = demand->alias ? demand->alias : demand->table,
		.plot = plot };
	struct recipe *recipe = plot->recipe;
	bool made;

	plot->recipe = recipe_for(synth->arena, recipe, demand, doubted);
	plot->busy = true;
	made = (!doubted || plot->recipe->key_count < recipe->key_count) &&
	       look(&meeting);
	plot->busy = false;
	plot->recipe = recipe;
	if (!made && !demand->why)
		demand->why = why_of(&meeting);
	return made;
}

static bool meet(struct synthesis *synth, struct demand *demand)
{
	struct plot *plot = synthesis_plot(synth, demand->table);
	uint32_t attempted;
	bool made;

	if (!plot || plot->recipe->object->virtual) {
		demand->why = arena_printf(
			synth->arena, "%s is no table with rows", demand->table);
		return false;
	}
	pass_rows(synth, plot);
	if (attempt(synth, demand, plot, false))
		return true;
	attempted = demand->attempted;
	demand->attempted = 0;
	made = attempt(synth, demand, plot, true);
	demand->attempted += attempted;
	if (made)
		demand->why = NULL;
	return made;
}

/* A row that may go again once its step has run. */
static void remember(struct synthesis *synth, const struct demand *demand)
{
	struct plot *plot = synthesis_plot(synth, demand->table);

	*arena_add(synth->arena, plot->demanded.items, plot->demanded.count) =
		demand->where;
}

bool synthesis_meet(struct synthesis *synth, struct scratch *scratch,
	const struct snapshot *snapshot, struct demand *demand)
{
	struct synthesis_before before =
		synthesis_begin(synth, scratch, snapshot, "meet");
	uint32_t noted = synth->log ? synth->log->rows.count : 0;
	bool made;

	demand->where = demand->why = NULL;
	demand->changed = false;
	demand->attempted = 0;
	synth->broken = synth->cautious = false;
	made = meet(synth, demand) && !synth->broken;
	if (made && scratch == synth->filled && !demand->changed)
		remember(synth, demand);
	if (made)
		scratch_release(scratch, "meet");
	else
		scratch_undo(scratch, "meet");
	if (!made && synth->log)
		synth->log->rows.count = noted;
	synthesis_end(synth, &before);
	return made;
}
