/*
 * synthesis: rows for the tables of a scratch database. See synthesis.h.
 *
 * Each table that is named is visited; a visit visits the parents that have no rows. What
 * was read of a table stays known until its definition changes.
 */
#include "gen/rows/synthesis.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/oracle/host_functions.h"
#include "gen/oracle/query.h"
#include "gen/rows/late_columns.h"
#include "gen/rows/row.h"
#include "gen/rows/virtual_tables.h"

enum {
	PATIENCE = 400, /* attempts at the first row of a table */
	HASTE = 60,	/* at the others */
	MISSES = 2,	/* rows that may fail in a table that has some */
	OWN = 3,	/* rows of users in a table that a step has filled */
	MOST = 24	/* rows; with more, none is added for a new column */
};

struct synthesis *synthesis_new(
	struct arena *arena, enum population population, const struct plan *plan)
{
	struct synthesis *synth = arena_alloc(arena, sizeof(*synth));

	synth->arena = arena;
	synth->population = population;
	map_init(&synth->names, arena);
	history_values_read(&synth->habits, arena, plan);
	synth->host_functions = plan ? host_functions_of(arena, plan) : NULL;
	history_links_read(&synth->links, arena, plan);
	return synth;
}

void synthesis_note(struct synthesis *synth, struct synthesis_log *log)
{
	synth->log = log;
}

void synthesis_log_row(struct synthesis *synth, const char *sql)
{
	struct synthesis_log *log = synth->log;

	*arena_add(synth->arena, log->rows.items, log->rows.count) = sql;
}

static struct plot *plot_for(struct synthesis *synth, const char *name)
{
	uint32_t i = map_get(&synth->names, name);
	struct plot *plot;

	if (i != MAP_NONE)
		return synth->plots[i];
	plot = arena_alloc(synth->arena, sizeof(*plot));
	plot->name = arena_copy(synth->arena, name, strlen(name));
	plot->batch = synth->fills;
	map_put(&synth->names, plot->name, synth->plot_count);
	*arena_add(synth->arena, synth->plots, synth->plot_count) = plot;
	return plot;
}

/* The table as it is in the scratch, which may be the version that is known. */
static const struct shot_object *object_there(
	struct synthesis *synth, const struct plot *plot)
{
	const char *sql = scratch_text(synth->scratch,
		"SELECT sql FROM main.sqlite_master WHERE type = 'table' AND name = %Q "
		"COLLATE NOCASE",
		plot->name);

	if (!sql)
		return NULL;
	if (plot->recipe && plot->recipe->object->sql &&
		strcmp(plot->recipe->object->sql, sql) == 0)
		return plot->recipe->object;
	return snapshot_read(synth->scratch, plot->name);
}

struct plot *synthesis_plot(struct synthesis *synth, const char *name)
{
	struct plot *plot = plot_for(synth, name);
	const struct shot_object *object =
		synth->snapshot ? snapshot_find(synth->snapshot, false, name)
				: object_there(synth, plot);

	if (!object || object->type != INSTAR__TABLE || object->shadow)
		return NULL;
	if (!plot->recipe || plot->recipe->object != object) {
		plot->recipe =
			recipe_read(synth->arena, &synth->habits, synth->scratch, object);
		if (object->virtual)
			virtual_fit(plot->recipe);
		plot->null_masks = NULL;
		if (synth->population == POPULATION_ADVERSARIAL && !object->virtual)
			plot_plan_nulls(synth->arena, plot);
	}
	return plot;
}

static uint32_t count_rows(struct synthesis *synth, const struct plot *plot)
{
	return (uint32_t)scratch_int(synth->scratch, 0,
		"SELECT count(*) FROM (SELECT 1 FROM main.\"%w\" LIMIT %d)", plot->name,
		MOST);
}

/* Has the column, which is new, less to show than it might? */
static bool bare(struct synthesis *synth, const struct plot *plot,
	const struct recipe_column *column)
{
	return scratch_int(synth->scratch, 0,
		       "SELECT count(DISTINCT \"%w\") < %lld FROM main.\"%w\"",
		       column->name, (long long)late_columns_enough(column, true),
		       plot->name) != 0;
}

static bool wants_more(struct synthesis *synth, const struct plot *plot, uint32_t rows)
{
	const struct recipe *recipe = plot->recipe;

	if (!rows || plot->filled == recipe || rows >= MOST)
		return false;
	for (uint32_t i = 0; i < recipe->count; i++) {
		const struct recipe_column *column = &recipe->columns[i];

		if (!column->generated && late_columns_is_new(plot, i) &&
			!history_links_backfills(
				&synth->links, plot->name, column->name) &&
			bare(synth, plot, column))
			return true;
	}
	return false;
}

/* Add rows up to `wanted`; how many there are then. */
static uint32_t add_rows(
	struct synthesis *synth, struct plot *plot, uint32_t rows, uint32_t wanted)
{
	struct row row;

	if (!row_open(&row, synth, plot)) {
		plot->message = row.message;
		return rows;
	}
	if (plot->serial < rows)
		plot->serial = rows;
	for (int misses = 0; rows < wanted && misses < MISSES;) {
		row.ordinal = rows;
		if (row_make(&row, NULL, rows ? HASTE : PATIENCE)) {
			rows++;
		} else {
			misses += rows ? 1 : MISSES;
			plot->made++; /* another flavour */
		}
	}
	if (!rows)
		plot->message = row.message;
	else if (rows < wanted && rows < plot_wanted(plot))
		plot->recipe->full = rows;
	row_close(&row);
	return rows;
}

/* An FTS table that indexes another one's rows; false when it has rows of its own. */
static bool visit_index(struct synthesis *synth, struct plot *plot)
{
	const char *content = virtual_content(synth->arena, plot->recipe->object);
	struct plot *owner;

	if (!content || !*content)
		return false;
	owner = synthesis_plot(synth, content);
	if (owner && !owner->busy)
		synthesis_visit(synth, owner);
	if (plot->filled != plot->recipe)
		virtual_rebuild(synth, plot);
	plot->rows = count_rows(synth, plot) > 0;
	return true;
}

/* A search index that triggers keep: its rows are those of another table. */
static bool visit_fed(struct synthesis *synth, struct plot *plot)
{
	const char *feeder =
		synth->snapshot ? virtual_feeder(synth->snapshot, plot->name) : NULL;
	struct plot *owner = feeder ? synthesis_plot(synth, feeder) : NULL;

	if (!owner)
		return false;
	if (!owner->busy)
		synthesis_visit(synth, owner);
	plot->rows = count_rows(synth, plot) > 0;
	return true;
}

/* Add the rows that are wanted; how many were there before. */
static uint32_t visit_rows(struct synthesis *synth, struct plot *plot)
{
	uint32_t before = count_rows(synth, plot), rows = before;
	uint32_t wanted = plot_wanted(plot);

	if (rows >= wanted && rows + OWN <= MOST && !plot->filled && !plot->made)
		wanted = rows + OWN;
	if (rows < wanted && !(plot->recipe->full && rows >= plot->recipe->full))
		rows = add_rows(synth, plot, rows, wanted);
	plot->rows = rows > 0;
	return before;
}

/* Columns that came after the rows; what cannot be filled there comes with new rows. */
static void visit_columns(struct synthesis *synth, struct plot *plot)
{
	uint32_t rows;

	late_columns_fill(synth, plot);
	rows = plot->rows ? count_rows(synth, plot) : 0;
	if (wants_more(synth, plot, rows))
		add_rows(synth, plot, rows, rows + 2);
}

bool synthesis_visit(struct synthesis *synth, struct plot *plot)
{
	if (plot->busy)
		return false;
	plot->busy = true;
	synth->depth++;
	plot->message = NULL;
	if (!plot->recipe->object->virtual ||
		(!visit_index(synth, plot) && !visit_fed(synth, plot))) {
		demanded_rows_thin(synth, plot);
		if (visit_rows(synth, plot))
			visit_columns(synth, plot);
	}
	if (plot->rows)
		plot->filled = plot->recipe;
	synth->depth--;
	plot->busy = false;
	return plot->rows;
}

/* A module that has no rows to be written is none of ours, or one that triggers feed. */
static bool read_only(const struct plot *plot)
{
	return plot->recipe->object->virtual &&
	       (!plot->message || strstr(plot->message, "may not be modified"));
}

static void note_failure(struct synthesis *synth, const struct plot *plot)
{
	struct synthesis_failure failure = { plot->name, plot->message,
		plot->recipe->object };

	for (uint32_t i = 0; i < synth->failure_count; i++) {
		if (map_same(synth->failures[i].table, plot->name))
			return;
	}
	if (read_only(plot))
		return;
	*arena_add(synth->arena, synth->failures, synth->failure_count) = failure;
}

static void forget_failure(struct synthesis *synth, const struct plot *plot)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < synth->failure_count; i++) {
		if (synth->failures[i].object != plot->recipe->object)
			synth->failures[kept++] = synth->failures[i];
	}
	synth->failure_count = kept;
}

/* Visit; what was left half done because a promise was broken is undone. */
static bool attempt(struct synthesis *synth, struct plot *plot, bool cautious)
{
	bool guarded = plot->recipe->key_count > 0;
	uint32_t noted = synth->log ? synth->log->rows.count : 0;
	bool rows;

	synth->cautious = cautious;
	synth->broken = false;
	synth->renewed = 0;
	scratch_forget(synth->scratch);
	if (guarded)
		scratch_savepoint(synth->scratch, "visit");
	rows = synthesis_visit(synth, plot);
	if (guarded && synth->broken) {
		scratch_undo(synth->scratch, "visit");
		if (synth->log && synth->log->rows.count > noted)
			synth->log->rows.count = noted;
	} else if (guarded) {
		scratch_release(synth->scratch, "visit");
	}
	return rows && !synth->broken;
}

static bool fill_table(struct synthesis *synth, const char *name)
{
	struct plot *plot = synthesis_plot(synth, name);
	bool rows;

	if (!plot)
		return false;
	rows = attempt(synth, plot, false);
	if (synth->broken)
		rows = attempt(synth, plot, true);
	if (rows)
		forget_failure(synth, plot);
	else
		note_failure(synth, plot);
	return rows;
}

/* Fill a table, and those that waited for its rows. */
static void fill_with_waiting(struct synthesis *synth, const char *name)
{
	struct plot *plot;
	uint32_t *waiting, count;

	if (!fill_table(synth, name))
		return;
	plot = plot_for(synth, name);
	waiting = plot->waiting;
	count = plot->waiting_count;
	plot->waiting = NULL;
	plot->waiting_count = 0;
	for (uint32_t i = 0; i < count; i++)
		fill_with_waiting(synth, synth->plots[waiting[i]]->name);
}

int synthesis_switch(struct scratch *scratch, int which, int on)
{
	int was = 0;

	sqlite3_db_config(scratch->db, which, -1, &was);
	if (was != on)
		sqlite3_db_config(scratch->db, which, on, NULL);
	return was;
}

struct synthesis_before synthesis_begin(struct synthesis *synth, struct scratch *scratch,
	const struct snapshot *snapshot, const char *savepoint)
{
	struct synthesis_before before = { .touched = scratch->touched,
		.failure = scratch->failure,
		/* a cycle has to begin somewhere */
		.enforced = synthesis_switch(scratch, SQLITE_DBCONFIG_ENABLE_FKEY, 0) };

	synth->scratch = scratch;
	synth->snapshot = snapshot;
	synth->savepoint = savepoint;
	synth->depth = 0;
	scratch_savepoint(scratch, savepoint);
	return before;
}

void synthesis_end(struct synthesis *synth, const struct synthesis_before *before)
{
	struct scratch *scratch = synth->scratch;

	if (synth->quotes)
		scratch_double_quotes(scratch, false);
	synth->quotes = false;
	synthesis_switch(scratch, SQLITE_DBCONFIG_ENABLE_FKEY, before->enforced);
	scratch->touched = before->touched;
	scratch->failure = before->failure;
	scratch->ticks = SCRATCH_TICKS;
}

void synthesis_fill(struct synthesis *synth, struct scratch *scratch,
	const struct snapshot *snapshot, const struct names *tables)
{
	struct synthesis_before before;

	if (!tables->count)
		return;
	before = synthesis_begin(synth, scratch, snapshot, "fill");
	synth->filled = scratch;
	synth->fills++;
	if (synth->log)
		synth->log->fill = synth->log->rows.count;
	for (uint32_t i = 0; i < tables->count; i++)
		fill_with_waiting(synth, tables->items[i]);
	scratch_release(scratch, "fill");
	synthesis_end(synth, &before);
}

void synthesis_fill_all(
	struct synthesis *synth, struct scratch *scratch, const struct snapshot *snapshot)
{
	struct names tables = { 0 };

	for (uint32_t i = 0; i < snapshot->count; i++) {
		const struct shot_object *object = snapshot->objects[i];

		if (object->gone || object->type != INSTAR__TABLE || object->shadow)
			continue;
		*arena_add(synth->arena, tables.items, tables.count) = object->name;
	}
	synthesis_fill(synth, scratch, snapshot, &tables);
}

const struct synthesis_failure *synthesis_failures(
	struct synthesis *synth, uint32_t *count)
{
	*count = synth->failure_count;
	return synth->failures;
}
