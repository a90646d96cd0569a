/*
 * rehearse: run the history on databases that hold rows. See rehearse.h.
 *
 * A database on which a step failed is made anew from the empty one and filled again, so
 * that the steps after it are rehearsed too.
 */
#include "rehearse.h"

#include <string.h>

#include "arena.h"
#include "blame.h"
#include "dangling.h"
#include "diag.h"
#include "lineage.h"
#include "losses.h"
#include "placeholders.h"
#include "rows.h"
#include "synth.h"

/* One populated database. */
struct stage {
	struct scratch *scratch;
	struct synth *synth;
	enum population population;
	struct dangling dangling;
};

struct rehearsal {
	struct arena *arena;
	struct diags *diags;
	struct stage stages[2];
	struct map reported; /* findings of the step in hand */
	struct stakes *stakes; /* of the step in hand */
};

/* The tables that a step may have changed, each once. */
struct tables {
	const char **names;
	uint32_t count;
};

struct rehearsal *rehearse_open(
	struct arena *arena, struct diags *diags, const struct plan *plan)
{
	struct rehearsal *rehearsal = arena_alloc(arena, sizeof(*rehearsal));

	rehearsal->arena = arena;
	rehearsal->diags = diags;
	for (int i = 0; i < 2; i++) {
		struct stage *stage = &rehearsal->stages[i];

		stage->population = i ? POPULATION_ADVERSARIAL : POPULATION_PLAIN;
		stage->scratch = scratch_open(arena);
		placeholders_register(arena, plan, stage->scratch->db);
		stage->synth = synth_new(arena, stage->population, plan);
	}
	return rehearsal;
}

void rehearse_close(struct rehearsal *rehearsal)
{
	for (int i = 0; i < 2; i++)
		scratch_close(rehearsal->stages[i].scratch);
}

static void add_tables(struct tables *tables, const struct snapshot *snapshot,
	const char *const *names, uint32_t count)
{
	struct arena *arena = snapshot->arena;

	for (uint32_t i = 0; i < count; i++) {
		bool known = snapshot_is_shadow(snapshot, names[i]);

		for (uint32_t j = 0; j < tables->count && !known; j++)
			known = map_same(tables->names[j], names[i]);
		if (known)
			continue;
		tables->names = arena_grow(
			arena, tables->names, tables->count, sizeof(*tables->names));
		tables->names[tables->count++] = names[i];
	}
}

static struct tables tables_of(const struct snapshot *snapshot,
	const struct script *script, const struct touched *touched)
{
	struct tables tables = { 0 };

	add_tables(&tables, snapshot, touched->schema, touched->schema_count);
	add_tables(&tables, snapshot, touched->written, touched->written_count);
	for (uint32_t i = 0; i < script->up_count; i++) {
		if (script->up[i].kind == STATEMENT_RENAME_TABLE)
			add_tables(&tables, snapshot, &script->up[i].new_name, 1);
	}
	return tables;
}

/* What SQLite says on rows, the rule it falls under, and the cure. */
static const struct {
	const char *says;
	enum rule_id rule;
	const char *ingredient; /* of the adversarial rows */
	const char *cure;
} failures[] = {
	{ "Cannot add a NOT NULL column", RULE_ADD_NOT_NULL, NULL,
		"give the column a DEFAULT" },
	{ "Cannot add a column with non-constant default", RULE_ADD_NOT_CONSTANT, NULL,
		"add it with a constant default, then set it with UPDATE" },
	{ "cannot add a STORED column", RULE_ADD_STORED, NULL, "make it VIRTUAL" },
	{ "NOT NULL constraint failed", RULE_POPULATED_NULL, "NULL",
		"fill the column first in this step, or claim it with "
		"-- @requires rows (SELECT 1 WHERE NOT EXISTS (…))" },
	{ "UNIQUE constraint failed", RULE_POPULATED_UNIQUE, "duplicates",
		"remove the duplicates first in this step, or claim it with "
		"-- @requires rows (SELECT 1 WHERE NOT EXISTS (…))" },
	{ "CHECK constraint failed", RULE_POPULATED_CHECK,
		"values that the CHECK forbids", "mend the rows first in this step" },
	{ "FOREIGN KEY constraint failed", RULE_POPULATED_DANGLING,
		"rows without a parent", "mend the rows first in this step" },
	{ "datatype mismatch", RULE_POPULATED_TYPE, "values of another type",
		"convert them with CAST" },
	{ "cannot store", RULE_POPULATED_TYPE, "values of another type",
		"convert them with CAST" },
	{ "malformed JSON", RULE_POPULATED_TYPE, "text that is no JSON",
		"guard it with json_valid()" },
};

static size_t failure_of(const char *message)
{
	size_t count = sizeof(failures) / sizeof(*failures);
	size_t i = 0;

	while (i < count && !strstr(message, failures[i].says))
		i++;
	return i;
}

/* A plain INSERT of values whose key is taken: only this app knows whether it can be. */
static bool is_seed(const struct statement *statement, size_t failure)
{
	return statement->kind == STATEMENT_INSERT &&
	       failure < sizeof(failures) / sizeof(*failures) &&
	       failures[failure].rule == RULE_POPULATED_UNIQUE;
}

static void report_failure(struct rehearsal *rehearsal, const struct stage *stage,
	const struct snapshot *snapshot, const struct script *script,
	const struct statement *statement)
{
	size_t failure = failure_of(stage->scratch->failure.message);
	bool known = failure < sizeof(failures) / sizeof(*failures);
	enum rule_id rule = known ? failures[failure].rule : RULE_POPULATED_FAILS;
	bool plain = stage->population == POPULATION_PLAIN;
	const char *key = arena_printf(rehearsal->arena, "fails %s %u",
		script->source->name, statement->span.start);
	struct diag *diag;

	if (map_get(&rehearsal->reported, key) != MAP_NONE)
		return;
	map_put(&rehearsal->reported, key, 0);
	diag = blame_failure(rehearsal->diags, rule, snapshot, &stage->scratch->failure,
		script, statement);
	diag->evidence = plain ? "on tables that hold plain rows; it passes on empty ones"
			       : arena_printf(rehearsal->arena,
					 "on rows with %s; it passes on plain ones",
					 known && failures[failure].ingredient
						 ? failures[failure].ingredient
						 : "odd values");
	if (!plain || is_seed(statement, failure))
		diag->severity = SEVERITY_WARNING;
	if (known)
		diag->help = failures[failure].cure;
}

static void take_before(struct rehearsal *rehearsal, struct losses *losses)
{
	losses->before = arena_array(
		rehearsal->arena, losses->table_count, sizeof(*losses->before));
	for (uint32_t i = 0; i < losses->table_count; i++) {
		struct rows *rows = rows_take(losses->scratch, losses->tables[i]);

		if (rows)
			losses->before[losses->before_count++] = rows;
	}
}

static struct write *writes_of(struct arena *arena, const struct script *script)
{
	struct write *writes = arena_array(arena, script->up_count, sizeof(*writes));

	for (uint32_t i = 0; i < script->up_count; i++)
		writes[i] = write_of(arena, script, &script->up[i]);
	return writes;
}

/* Make the populated database what the empty one is. */
static void start_again(struct stage *stage, struct scratch *empty)
{
	sqlite3_backup *copy =
		sqlite3_backup_init(stage->scratch->db, "main", empty->db, "main");

	if (!copy)
		arena_exhausted();
	sqlite3_backup_step(copy, -1);
	sqlite3_backup_finish(copy);
}

/* Could the step have taken parents away, or given children other ones? */
static bool may_orphan(const struct scratch *scratch)
{
	return scratch->touched.dropped || scratch->touched.renamed ||
	       scratch->touched.written_count;
}

/* The way back as a script whose up statements it is. */
static struct script way_back(const struct migration *migration)
{
	struct script script = *migration->down_script;

	script.up = (struct statement *)migration->down;
	script.up_count = migration->down_count;
	return script;
}

/* The tables of before as they are now, where they still are. */
static void take_middle(struct losses *down, const struct losses *up)
{
	struct arena *arena = up->arena;

	down->before = arena_array(arena, up->before_count + 1, sizeof(*down->before));
	down->known = arena_array(arena, up->before_count + 1, sizeof(*down->known));
	down->before_count = 0;
	for (uint32_t i = 0; i < up->before_count; i++) {
		const char *name = lineage_table(up->script, up->before[i]->table);
		struct rows *rows = name ? rows_take(up->scratch, name) : NULL;

		if (!rows)
			continue;
		down->known[down->before_count] = up->before[i];
		down->before[down->before_count++] = rows;
	}
}

/* Go back on the database with rows, see what it took, and undo that. */
static void rehearse_down(struct rehearsal *rehearsal, struct stage *stage,
	const struct snapshot *snapshot, const struct migration *migration,
	const struct losses *up)
{
	struct losses down = *up;
	struct script script;
	const struct statement *failed;

	script = way_back(migration);
	down.script = &script;
	down.down = true;
	down.acknowledged = false;
	down.writes = writes_of(rehearsal->arena, &script);
	take_middle(&down, up);
	scratch_run(stage->scratch, "SAVEPOINT instar_down");
	failed = scratch_run_all(stage->scratch, script.up, script.up_count);
	if (failed)
		report_failure(rehearsal, stage, snapshot, &script, failed);
	else
		losses_find(&down);
	scratch_run(stage->scratch, "ROLLBACK TO instar_down");
	scratch_run(stage->scratch, "RELEASE instar_down");
}

/* The author's own rows, for tables that no row can be made up for. */
static void add_samples(
	struct rehearsal *rehearsal, struct stage *stage, const struct script *script)
{
	for (uint32_t i = 0; i < script->annotation_count; i++) {
		const struct annotation *annotation = &script->annotations[i];
		const char *key = arena_printf(
			rehearsal->arena, "sample %u", annotation->span.start);
		char *message = NULL;

		if (annotation->kind != ANNOTATION_SAMPLE)
			continue;
		sqlite3_exec(stage->scratch->db, annotation->text, NULL, NULL, &message);
		if (message && map_get(&rehearsal->reported, key) == MAP_NONE)
			diag_report(rehearsal->diags, RULE_SAMPLE, script->source,
				annotation->span, "@sample fails: %s", message);
		map_put(&rehearsal->reported, key, 0);
		sqlite3_free(message);
	}
}

static void rehearse_on(struct rehearsal *rehearsal, struct stage *stage,
	const struct migration *migration, struct losses *losses, struct scratch *empty,
	const struct snapshot *snapshot, bool ran, bool back)
{
	const struct statement *failed;
	struct touched touched;

	losses->scratch = stage->scratch;
	take_before(rehearsal, losses);
	scratch_forget(stage->scratch);
	failed = ran ? scratch_run_all(
			       stage->scratch, migration->up->up, migration->up->up_count)
		     : NULL;
	if (failed)
		report_failure(rehearsal, stage, snapshot, migration->up, failed);
	if (failed || !ran) {
		start_again(stage, empty);
		add_samples(rehearsal, stage, migration->up);
		synth_fill_all(stage->synth, stage->scratch, snapshot);
		return;
	}
	losses_find(losses);
	if (may_orphan(stage->scratch))
		dangling_note(&stage->dangling, stage->scratch, migration);
	touched = stage->scratch->touched;
	if (back)
		rehearse_down(rehearsal, stage, snapshot, migration, losses);
	stage->scratch->touched = touched;
	add_samples(rehearsal, stage, migration->up);
	synth_fill(stage->synth, stage->scratch, snapshot, losses->tables,
		losses->table_count);
}

void rehearse_step(struct rehearsal *rehearsal, const struct migration *migration,
	struct scratch *empty, const struct snapshot *snapshot,
	const struct touched *touched, bool ran, bool back)
{
	struct tables tables = tables_of(snapshot, migration->up, touched);
	struct losses common = { .arena = rehearsal->arena,
		.diags = rehearsal->diags,
		.script = migration->up,
		.acknowledged = migration->destructive != NULL,
		.stakes = arena_alloc(rehearsal->arena, sizeof(struct stakes)),
		.writes = writes_of(rehearsal->arena, migration->up),
		.tables = tables.names,
		.table_count = tables.count,
		.reported = &rehearsal->reported };

	map_init(&rehearsal->reported, rehearsal->arena);
	rehearsal->stakes = common.stakes;
	for (int i = 0; i < 2; i++) {
		struct losses losses = common;

		rehearse_on(rehearsal, &rehearsal->stages[i], migration, &losses, empty,
			snapshot, ran, back);
	}
}

const struct stakes *rehearse_stakes(const struct rehearsal *rehearsal)
{
	return rehearsal->stakes;
}

/* Tables whose rows nobody has seen. */
static void report_rowless(struct rehearsal *rehearsal, struct stage *stage)
{
	uint32_t count;
	const struct synth_failure *failures = synth_failures(stage->synth, &count);

	for (uint32_t i = 0; i < count; i++) {
		const struct shot_object *table = failures[i].object;
		struct diag *diag;

		if (!table->script)
			continue;
		diag = diag_report(rehearsal->diags, RULE_NO_ROWS, table->script->source,
			table->span, "no row could be made for %s", failures[i].table);
		diag->evidence = failures[i].message;
		diag->help = "give it one: -- @sample INSERT INTO …";
	}
}

void rehearse_end(struct rehearsal *rehearsal)
{
	struct stage *plain = &rehearsal->stages[POPULATION_PLAIN];
	struct stage *adversarial = &rehearsal->stages[POPULATION_ADVERSARIAL];

	dangling_report(&plain->dangling, rehearsal->diags, plain->scratch, true);
	if (!plain->dangling.count)
		dangling_report(&adversarial->dangling, rehearsal->diags,
			adversarial->scratch, false);
	report_rowless(rehearsal, plain);
}
