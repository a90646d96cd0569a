/*
 * expiry: what later steps do to a backfill. See expiry.h.
 *
 * The batches are compiled anew after every step. A backfill that SQLite no longer
 * understands has ended: done before, when the step requires it; else databases would
 * be left with rows that nobody can change any more.
 */
#include "gen/backfill/expiry.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/map.h"
#include "gen/lint/acknowledged.h"
#include "gen/lint/sql_errors.h"
#include "gen/oracle/double_quotes.h"
#include "gen/report/diag.h"

/* A step in hand. */
struct lapse {
	struct backfills *all;
	const struct migration *migration;
	struct scratch *scratch;
	const struct snapshot *snapshot;
};

/* Does the step say @requires backfill KEY? */
static bool insists(const struct lapse *lapse, const char *key)
{
	const struct claim *claim;
	struct claim_place at = { 0 };

	while ((claim = parse_next_claim(
			lapse->migration->up, ANNOTATION_REQUIRES, &at)) != NULL) {
		if (claim->kind == CLAIM_BACKFILL && strcmp(claim->name, key) == 0)
			return true;
	}
	return false;
}

static bool compiles(const struct lapse *lapse, const struct backfill *item)
{
	if (!double_quotes_compiles(lapse->scratch, item->bound_next))
		return false;
	for (uint32_t i = 0; i < item->statement_count; i++) {
		if (!double_quotes_compiles(lapse->scratch, item->next[i]))
			return false;
	}
	return true;
}

/* What the batches, triggers and the actions of foreign keys write, as it is now. */
static void note_writes(const struct lapse *lapse, struct backfill *item)
{
	struct scratch *scratch = lapse->scratch;

	scratch_run(scratch, "PRAGMA foreign_keys=ON");
	compiles(lapse, item);
	scratch_run(scratch, "PRAGMA foreign_keys=OFF");
	names_add_all(lapse->all->arena, &item->writes, &scratch->touched.written);
}

/*
 * The statement that is to blame: it names the column that SQLite misses; else the last
 * that names the table, or the step's first.
 */
static const struct statement *blamed(const struct lapse *lapse, const char *table)
{
	const struct script *up = lapse->migration->up;
	const char *missed =
		sql_errors_name(lapse->all->arena, lapse->scratch->failure.message);

	for (uint32_t i = 0; i < up->up_count; i++) {
		if (missed && (map_same(up->up[i].column, missed) ||
				      map_same(up->up[i].name, missed)))
			return &up->up[i];
	}
	for (uint32_t i = up->up_count; i-- > 0;) {
		if (map_same(up->up[i].table, table) || map_same(up->up[i].name, table))
			return &up->up[i];
	}
	return up->up;
}

static struct diag *report(const struct lapse *lapse, const struct backfill *item,
	const struct statement *statement, const char *what)
{
	const struct script *up = lapse->migration->up;
	struct span span = statement ? statement->span : (struct span){ 0, 0 };

	return diag_report(lapse->all->diags, RULE_BACKFILL_EXPIRES, up->source, span,
		"%s %s of %s:%u %s", item->index ? "index" : "backfill", item->key,
		item->script->source->name, item->line, what);
}

/*
 * Does the step throw away every table that the author's statements change, and say so?
 * Then nothing is left to be done.
 */
static bool goes_with_its_tables(const struct lapse *lapse, const struct backfill *item)
{
	for (uint32_t i = 0; i < item->section->count; i++) {
		const char *table = item->section->statements[i].name;

		if (snapshot_find(lapse->snapshot, false, table) ||
			!parse_find(lapse->migration->up, STATEMENT_DROP_TABLE, table) ||
			!acknowledged_change(lapse->migration->up, table, NULL, true))
			return false;
	}
	return true;
}

static void judge_rows(const struct lapse *lapse, struct backfill *item)
{
	struct arena *arena = lapse->all->arena;
	struct diag *diag;

	scratch_forget(lapse->scratch);
	if (compiles(lapse, item)) {
		note_writes(lapse, item);
		return;
	}
	item->ends = lapse->migration->position;
	if (insists(lapse, item->key) || goes_with_its_tables(lapse, item))
		return;
	diag = report(lapse, item, blamed(lapse, item->table),
		"cannot be run any more after this step");
	diag->evidence =
		arena_printf(arena, "SQLite says: %s", lapse->scratch->failure.message);
	diag->help = arena_printf(arena,
		"require it: -- @requires backfill %s; or remove the backfill",
		item->key);
}

/* Can the index still be built where it has not been yet? */
static bool can_build(const struct lapse *lapse, const struct backfill *item)
{
	bool built;

	scratch_savepoint(lapse->scratch, "expiry");
	built = scratch_run(lapse->scratch, item->first[0]);
	scratch_undo(lapse->scratch, "expiry");
	return built;
}

static void report_index(const struct lapse *lapse, const struct backfill *item,
	const struct statement *create)
{
	struct arena *arena = lapse->all->arena;

	if (create)
		report(lapse, item, create, "may have been built before this step")
			->help = "write CREATE INDEX IF NOT EXISTS";
	else
		report(lapse, item, blamed(lapse, item->table),
			"cannot be built any more after this step")
			->help = arena_printf(arena,
			"write DROP INDEX IF EXISTS %s before it, and the new index "
			"below @index",
			item->key);
}

/* An index ends with its table, when a step drops it, and when one requires it. */
static void judge_index(const struct lapse *lapse, struct backfill *item)
{
	const struct statement *create =
		parse_find(lapse->migration->up, STATEMENT_CREATE_INDEX, item->key);
	bool gone =
		!snapshot_find(lapse->snapshot, false, item->table) &&
		!parse_find(lapse->migration->up, STATEMENT_RENAME_TABLE, item->table);

	if (!create && !gone &&
		!parse_find(lapse->migration->up, STATEMENT_DROP_INDEX, item->key) &&
		can_build(lapse, item))
		return;
	item->ends = lapse->migration->position;
	if (gone || (create && create->if_exists) ||
		(!create && parse_find(lapse->migration->up, STATEMENT_DROP_INDEX,
				    item->key)))
		return;
	report_index(lapse, item, create);
}

void expiry_judge(struct backfills *backfills, const struct migration *migration,
	struct scratch *scratch, const struct snapshot *snapshot)
{
	struct lapse lapse = { backfills, migration, scratch, snapshot };
	struct touched touched = scratch->touched;

	for (uint32_t i = 0; i < backfills->count; i++) {
		struct backfill *item = &backfills->items[i];
		bool own = item->migration == migration;

		if (item->ends)
			continue;
		if (!item->index)
			judge_rows(&lapse, item);
		else if (!own)
			judge_index(&lapse, item);
	}
	scratch->touched = touched;
}
