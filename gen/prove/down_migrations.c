/*
 * down_migrations: does the down migration undo the up migration? See down_migrations.h.
 */
#include "gen/prove/down_migrations.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/lint/quoted_strings.h"
#include "gen/lint/sql_errors.h"
#include "gen/oracle/probe.h"
#include "gen/oracle/query.h"
#include "gen/oracle/shape_difference.h"
#include "gen/report/diag.h"
#include "gen/sql/script_quotes.h"
#include "runtime/sqlite/token.h"

/* `down` is what it touched; the scratch has that besides what it had before. */
static bool run_down(struct diags *diags, const struct migration *migration,
	struct scratch *scratch, const struct snapshot *snapshot, struct touched *down)
{
	struct touched before = scratch->touched;
	const struct statement *failed = NULL;
	struct failure strict;

	scratch_forget(scratch);
	for (uint32_t i = 0; !failed && i < migration->down_count; i++) {
		const struct statement *statement = &migration->down[i];

		if (statement->dropped)
			continue;
		if (!scratch_run_statement(scratch, statement, &strict))
			failed = statement;
		if (strict.message)
			quoted_strings_report(diags, scratch, &strict,
				migration->down_script, statement, migration->adopted);
	}
	*down = scratch->touched;
	scratch_remember(scratch, &before);
	if (!failed)
		return true;
	sql_errors_report(diags, RULE_DOWN_FAILS, snapshot, &scratch->failure,
		migration->down_script, failed);
	scratch_turn_off(scratch);
	return false;
}

/* A column or constraint of the table, whatever its spelling. */
static uint64_t item_of(const struct shot_object *object, uint32_t i)
{
	const struct tree_create_table *table = object->tree->create_table;
	uint32_t columns = table->columns.count;
	const struct span span = i < columns ? table->columns.items[i].span
					     : table->constraints.items[i - columns].span;

	return instar__token_digest(object->sql + span.start, span.end - span.start);
}

static bool has_item(const struct shot_object *object, uint32_t count, uint64_t item)
{
	for (uint32_t i = 0; i < count; i++) {
		if (item_of(object, i) == item)
			return true;
	}
	return false;
}

/* Is it the same table but for the order of its columns? */
static bool is_reordered(const struct change *change)
{
	const struct tree_create_table *before, *after;
	uint32_t count;

	if (!change->before || !change->after)
		return false;
	before = snapshot_tree(change->before, STATEMENT_CREATE_TABLE);
	after = snapshot_tree(change->after, STATEMENT_CREATE_TABLE);
	if (!before || !after || change->before->definition != SNAPSHOT_NO_FACT ||
		before->columns.count != after->columns.count ||
		before->constraints.count != after->constraints.count ||
		before->strict != after->strict ||
		before->without_rowid != after->without_rowid)
		return false;
	count = before->columns.count + before->constraints.count;
	for (uint32_t i = 0; i < count; i++) {
		if (!has_item(change->after, count, item_of(change->before, i)))
			return false;
	}
	return true;
}

/* An ALTER TABLE … ADD COLUMN cannot put a column back where it was. */
static void report_order(struct diags *diags, const struct migration *migration,
	const struct change *change)
{
	struct diag *diag = diag_report(diags, RULE_DOWN_DIFFERS,
		migration->down_script->source, migration->down[0].span,
		"down leaves the columns of %s in another order", change->after->name);

	diag->severity = SEVERITY_WARNING;
	diag->help = "it matters to SELECT * and to INSERT without a list of columns";
}

static void report_difference(struct diags *diags, const struct migration *migration,
	const struct change *change)
{
	const struct shot_object *object = change->after ? change->after : change->before;
	const struct source *source = migration->down_script->source;
	const char *type = snapshot_type(object);
	struct span span = migration->down[0].span;
	struct diag *diag;

	if (object->shadow)
		return;
	if (!change->before) {
		diag = diag_report(diags, RULE_DOWN_DIFFERS, source, span,
			"down leaves %s %s", type, object->name);
		diag->help = arena_printf(diags->arena, "drop %s %s", type, object->name);
	} else if (!change->after) {
		diag = diag_report(diags, RULE_DOWN_DIFFERS, source, span,
			"down does not bring back %s %s", type, object->name);
		diag->help = arena_printf(diags->arena, "it was:\n%s", object->sql);
	} else {
		diag = diag_report(diags, RULE_DOWN_DIFFERS, source, span,
			"down leaves %s %s in another shape", type, object->name);
		diag->evidence = arena_printf(diags->arena,
			"before the step:\n%s\nafter down:\n%s", change->before->sql,
			change->after->sql);
	}
}

/* An index or trigger comes and goes with its table: that one is told. */
static bool goes_with_table(const struct change *change, const struct changes *changes)
{
	const struct shot_object *object = change->after ? change->after : change->before;

	for (uint32_t i = 0; i < changes->count && object->type != INSTAR__TABLE; i++) {
		const struct change *other = &changes->items[i];
		const struct shot_object *table =
			other->after ? other->after : other->before;

		if (other != change && (!other->before || !other->after) &&
			!change->before == !other->before &&
			!change->after == !other->after &&
			(table->type == INSTAR__TABLE || table->type == INSTAR__VIEW) &&
			map_same(table->name, object->table))
			return true;
	}
	return false;
}

/* Another way to write the same is no difference. */
static bool differs(struct arena *arena, const struct change *change)
{
	const struct shot_object *before = change->before, *after = change->after;

	return !before || !after ||
	       (before->digest != after->digest &&
		       (!before->tree || !after->tree ||
			       !shape_same(arena, before->tree, after->tree)));
}

/* Only strings that were in double quotes are in single ones, as ALTER writes them. */
static bool only_quotes(struct arena *arena, const struct change *change)
{
	return change->before && change->after && change->before->sql &&
	       change->after->sql &&
	       script_same_but_quotes(arena, change->before->sql, change->after->sql);
}

/* Has an ALTER of the down migration done that, and not its author? */
static bool is_requoted(struct arena *arena, const struct migration *migration,
	const struct change *change)
{
	if (!only_quotes(arena, change))
		return false;
	for (uint32_t i = 0; i < migration->down_count; i++) {
		if (map_same(parse_made(&migration->down[i]), change->after->name))
			return false;
	}
	return true;
}

/* On the schema of before, nothing that the step claims may hold. */
static void check_claims(struct diags *diags, const struct migration *migration,
	struct scratch *scratch, const struct snapshot *snapshot,
	const struct facts *facts)
{
	for (uint32_t i = 0; i < facts->draft_count; i++) {
		const struct draft_fact *draft = &facts->drafts[i];

		if (!draft->kept || !probe_holds(scratch, snapshot, &draft->fact))
			continue;
		diag_report(diags, RULE_DOWN_FINGERPRINT, migration->down_script->source,
			migration->down[0].span, "still true after down: %s",
			probe_words(diags->arena, &draft->fact));
	}
}

/* Is the change among those of the other time? */
static bool is_among(const struct change *change, const struct changes *others)
{
	for (uint32_t i = 0; i < others->count; i++) {
		const struct shot_object *a = change->after, *b = others->items[i].after;

		if (change->before == others->items[i].before && !a == !b &&
			(!a || (a->digest == b->digest && map_same(a->name, b->name))))
			return true;
	}
	return false;
}

static bool all_among(
	struct arena *arena, const struct changes *changes, const struct changes *others)
{
	for (uint32_t i = 0; i < changes->count; i++) {
		if (differs(arena, &changes->items[i]) &&
			!only_quotes(arena, &changes->items[i]) &&
			!is_among(&changes->items[i], others))
			return false;
	}
	return true;
}

/* Does the second time give what the first gave, but for the spelling? */
static bool same_changes(
	struct arena *arena, const struct changes *first, const struct changes *second)
{
	return all_among(arena, first, second) && all_among(arena, second, first);
}

static bool report_again(struct diags *diags, const struct script *script,
	struct span span, const char *why)
{
	struct diag *diag = diag_report(diags, RULE_UP_AGAIN, script->source, span,
		"after the down migration the step cannot run again");

	diag->evidence = why;
	diag->help = "let the down migration remove what the step put there";
	return false;
}

/* Up, down, and now up once more. */
static bool run_again(struct diags *diags, const struct migration *migration,
	struct scratch *scratch, struct snapshot *snapshot, const struct changes *changes)
{
	const struct script *script = migration->up;
	const struct statement *failed =
		scratch_run_all(scratch, script->up, script->up_count);

	if (failed)
		return report_again(
			diags, script, failed->span, scratch->failure.message);
	if (!same_changes(diags->arena, changes, snapshot_compare(snapshot, scratch)))
		return report_again(diags, script, parse_place(script),
			"the schema is not the one that it made the first time");
	return true;
}

static bool compare(struct diags *diags, const struct migration *migration,
	struct scratch *scratch, struct snapshot *snapshot, const struct facts *facts)
{
	const struct changes *changes = snapshot_compare(snapshot, scratch);
	bool restored = true;

	for (uint32_t i = 0; i < changes->count; i++) {
		if (!differs(diags->arena, &changes->items[i]) ||
			is_requoted(diags->arena, migration, &changes->items[i]))
			continue;
		if (is_reordered(&changes->items[i])) {
			report_order(diags, migration, &changes->items[i]);
			continue;
		}
		restored = false;
		if (!goes_with_table(&changes->items[i], changes))
			report_difference(diags, migration, &changes->items[i]);
	}
	if (restored)
		check_claims(diags, migration, scratch, snapshot, facts);
	return restored;
}

bool down_migrations_prove(struct diags *diags, const struct migration *migration,
	struct scratch *scratch, struct snapshot *snapshot, const struct facts *facts,
	const struct changes *changes, struct touched *down)
{
	bool proved;

	*down = (struct touched){ 0 };
	if (!migration->down_count)
		return false;
	scratch_savepoint(scratch, "undo");
	proved = run_down(diags, migration, scratch, snapshot, down) &&
		 compare(diags, migration, scratch, snapshot, facts) &&
		 run_again(diags, migration, scratch, snapshot, changes);
	scratch_undo(scratch, "undo");
	return proved;
}

static int64_t rows_of(struct scratch *scratch, const char *table)
{
	return scratch_int(scratch, 0, "SELECT count(*) FROM \"%w\"", table);
}

struct names down_migrations_seeds(const struct migration *migration,
	struct scratch *scratch, const struct names *tables)
{
	struct arena *arena = scratch->arena;
	struct names seeds = { 0 };
	int64_t *rows = arena_array(arena, tables->count + 1, sizeof(*rows)), all = 0;

	for (uint32_t i = 0; i < tables->count; i++)
		all += rows[i] = rows_of(scratch, tables->items[i]);
	if (!all)
		return seeds;
	scratch_savepoint(scratch, "seeds");
	scratch_run_all(scratch, migration->down, migration->down_count);
	for (uint32_t i = 0; i < tables->count; i++) {
		int64_t gone = rows[i] - rows_of(scratch, tables->items[i]);

		*arena_add(arena, seeds.items, seeds.count) =
			arena_printf(arena, "%lld", gone > 0 ? gone : 0);
	}
	scratch_undo(scratch, "seeds");
	return seeds;
}

void down_migrations_missing(struct diags *diags, const struct plan *plan)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < plan->count; i++)
		count += plan->migrations[i].down_count > 0;
	if (count <= plan->count - count)
		return;
	for (uint32_t i = 0; i < plan->count; i++) {
		const struct migration *migration = &plan->migrations[i];

		if (!migration->up->up_count || migration->down_script ||
			migration->down_count || migration->irreversible ||
			migration->released)
			continue;
		diag_report(diags, RULE_NO_WAY_BACK, migration->up->source,
			parse_place(migration->up), "%s has no down migration",
			migration->id)
			->help = "write one, or say so: -- @irreversible REASON";
	}
}
