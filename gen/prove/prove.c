/*
 * prove: run the history and write down what each step does. See prove.h.
 *
 * A step whose statement fails is reported and left where it failed; the steps after it
 * still run, so that one build shows every problem.
 */
#include "gen/prove/prove.h"

#include <string.h>

#include "gen/backfill/backfill.h"
#include "gen/backfill/expiry.h"
#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/lint/acknowledged.h"
#include "gen/lint/breaking.h"
#include "gen/lint/ddl_only.h"
#include "gen/lint/defaults.h"
#include "gen/lint/dependents.h"
#include "gen/lint/environment.h"
#include "gen/lint/parents.h"
#include "gen/lint/quoted_strings.h"
#include "gen/lint/schema_rules.h"
#include "gen/lint/sql_errors.h"
#include "gen/oracle/facts.h"
#include "gen/oracle/lineage.h"
#include "gen/oracle/placeholders.h"
#include "gen/oracle/probe.h"
#include "gen/oracle/scratch.h"
#include "gen/oracle/snapshot.h"
#include "gen/prove/claims.h"
#include "gen/prove/down_migrations.h"
#include "gen/prove/guards.h"
#include "gen/rehearse/rehearse.h"
#include "gen/report/diag.h"

struct prover {
	struct arena *arena;
	struct diags *diags;
	struct scratch *scratch;
	struct snapshot *snapshot;
	struct facts facts;
	struct dependents dependents;
	struct schema_rules schema_rules;
	struct proof *proof;
	struct rehearsal *rehearsal;
	struct backfills backfills;
	bool adopted;	   /* the step in hand, by a first lock */
	struct map failed; /* words of statements that failed: later errors follow */
};

static struct claims claims_of(
	struct prover *prover, const struct script *script, enum annotation_kind kind)
{
	struct claims claims = { .arena = prover->arena,
		.diags = prover->diags,
		.scratch = prover->scratch,
		.snapshot = prover->snapshot,
		.drafts = &prover->facts,
		.backfills = &prover->backfills,
		.script = script };

	claims_read(&claims, kind);
	return claims;
}

/* Did an earlier failure cause this one? Then its report would only repeat that. */
static bool follows_failure(struct prover *prover)
{
	const char *name =
		sql_errors_name(prover->arena, prover->scratch->failure.message);

	return name && map_get(&prover->failed, name) != MAP_NONE;
}

/* The names that the statements would have made or changed. */
static void remember_failure(
	struct prover *prover, const struct statement *statements, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		const char *names[] = { statements[i].name, statements[i].table,
			statements[i].column, statements[i].new_name };

		for (size_t j = 0; j < sizeof(names) / sizeof(*names); j++) {
			if (names[j])
				map_put(&prover->failed, names[j], 0);
		}
	}
}

/* Run a statement; strings in double quotes are told, and go on as strings. */
static bool run_statement(struct prover *prover, const struct script *script,
	const struct statement *statement)
{
	struct failure strict;
	bool ran = scratch_run_statement(prover->scratch, statement, &strict);

	if (strict.message)
		quoted_strings_report(prover->diags, prover->scratch, &strict, script,
			statement, prover->adopted);
	if (ran && !statement->tree)
		diag_report(prover->diags, RULE_OPAQUE, script->source, statement->span,
			"SQLite accepts a statement that instar cannot read")
			->help = "rules about how it is written do not see into it";
	return ran;
}

/* Run the up migration; false when a statement failed. */
static bool run_statements(struct prover *prover, const struct migration *migration)
{
	const struct script *script = migration->up;

	for (uint32_t i = 0; i < script->up_count; i++) {
		const struct statement *statement = &script->up[i];

		if (!statement->dropped)
			ddl_only_judge(&prover->schema_rules, prover->scratch,
				prover->snapshot, migration, i);
		if (statement->dropped || run_statement(prover, script, statement))
			continue;
		if (!follows_failure(prover))
			sql_errors_report(prover->diags, RULE_SQL_FAILS, prover->snapshot,
				&prover->scratch->failure, script, statement);
		remember_failure(prover, statement, script->up_count - i);
		scratch_turn_off(prover->scratch);
		return false;
	}
	return true;
}

/* The same in the way that the step asks for. */
static bool run_up(struct prover *prover, const struct migration *migration)
{
	const struct script *script = migration->up;
	bool ran;

	prover->adopted = migration->adopted;
	scratch_forget(prover->scratch);
	if (!migration->enforced)
		return run_statements(prover, migration);
	scratch_enforce(prover->scratch);
	ran = run_statements(prover, migration);
	if (!scratch_enforce_end(prover->scratch) && ran) {
		sql_errors_report(prover->diags, RULE_SQL_FAILS, prover->snapshot,
			&prover->scratch->failure, script,
			&script->up[script->up_count - 1])
			->help = "SQLite refuses the commit; leave out @foreign_keys on: "
				 "the step then runs with foreign keys off";
		return false;
	}
	return ran;
}

/* The last statement of the step that names the object, or its first one. */
static const struct statement *maker_of(
	const struct script *script, const struct shot_object *object)
{
	for (uint32_t i = script->up_count; i-- > 0;) {
		const struct statement *statement = &script->up[i];

		if (statement->kind >= STATEMENT_DROP_TABLE)
			continue;
		if (map_same(statement->name, object->name) ||
			map_same(statement->new_name, object->name))
			return statement;
	}
	return &script->up[0];
}

static void place_changes(struct changes *changes, const struct script *script)
{
	for (uint32_t i = 0; i < changes->count; i++) {
		struct shot_object *object = changes->items[i].after;
		const struct statement *maker;

		if (!object)
			continue;
		maker = maker_of(script, object);
		object->script = script;
		object->span = maker->name ? maker->name_span : maker->span;
	}
}

/* Was anything that the fact reads touched by the step? */
static bool touches(const struct touched *touched, const struct fact *fact,
	const struct loose_fact *loose)
{
	for (uint32_t i = 0; i < touched->schema.count + touched->written.count; i++) {
		const char *table =
			i < touched->schema.count
				? touched->schema.items[i]
				: touched->written.items[i - touched->schema.count];

		if (map_same(table, fact->name) || map_same(table, fact->part) ||
			names_have(&loose->reads, table))
			return true;
	}
	return touched->renamed;
}

/* End the loose facts that the step made false. */
static void end_loose(struct prover *prover, const struct touched *touched)
{
	struct facts *facts = &prover->facts;
	uint32_t living = 0;

	for (uint32_t i = 0; i < facts->loose_count; i++) {
		struct loose_fact loose = facts->loose[i];
		struct fact *fact = &facts->items[loose.fact];

		if (touches(touched, fact, &loose) &&
			!probe_holds(prover->scratch, prover->snapshot, fact))
			facts_end(facts, loose.fact);
		else
			facts->loose[living++] = loose;
	}
	facts->loose_count = living;
}

static void note_undetectable(struct prover *prover, const struct proof_step *step,
	const struct touched *touched)
{
	const struct script *script = step->migration->up;
	struct diag *diag;

	if (!script->up_count && !script->section_count)
		return; /* nothing has run, and a note says so */
	for (uint32_t i = 0; i < step->facts.count; i++) {
		const struct fact *fact = &prover->facts.items[step->facts.first + i];

		if (!(fact->flags & INSTAR_CHECK_MEMO))
			return;
	}
	diag = diag_report(prover->diags, RULE_UNDETECTABLE, script->source,
		parse_place(script), "nothing in the schema tells that this step has run");
	diag->evidence = rehearse_again(prover->rehearsal, step->migration, touched);
	diag->help = "-- @fingerprint rows (SELECT …) can tell it by the rows";
}

static void count_objects(struct proof_step *step, const struct snapshot *snapshot)
{
	step->table_count = snapshot->live[INSTAR__TABLE];
	step->index_count = snapshot->live[INSTAR__INDEX];
	step->view_count = snapshot->live[INSTAR__VIEW];
	step->trigger_count = snapshot->live[INSTAR__TRIGGER];
}

static void apply(struct prover *prover, struct changes *changes,
	const struct migration *migration)
{
	const struct script *script = migration->up;

	place_changes(changes, script);
	snapshot_apply(prover->snapshot, changes);
	prover->dependents.released = migration->released;
	prover->dependents.adopted = migration->adopted;
	dependents_check(&prover->dependents, prover->diags, prover->snapshot,
		prover->scratch, changes, script, parse_place(script));
	defaults_check(
		prover->arena, prover->diags, prover->snapshot, prover->scratch, script);
}

/* Is there such a table, once the changes have been made? NULL: none have. */
static bool is_there(
	const struct prover *prover, const struct changes *changes, const char *table)
{
	bool gone = false;

	for (uint32_t i = 0; changes && i < changes->count; i++) {
		const struct change *change = &changes->items[i];

		if (change->after && change->after->type != INSTAR__TRIGGER &&
			map_same(change->after->name, table))
			return true;
		gone |= change->before && map_same(change->before->name, table);
	}
	return !gone && snapshot_find(prover->snapshot, false, table);
}

/*
 * The tables that are there before the statements and of which they may change rows, now
 * or, once they have renamed them, later.
 */
static struct names written_of(const struct prover *prover, const struct changes *changes,
	const struct touched *touched, const struct statement *statements, uint32_t count)
{
	struct names written = { 0 };

	for (uint32_t i = 0; i < touched->written.count; i++) {
		if (is_there(prover, changes, touched->written.items[i]))
			*arena_add(prover->arena, written.items, written.count) =
				touched->written.items[i];
	}
	for (uint32_t i = 0; i < count; i++) {
		if (statements[i].kind == STATEMENT_RENAME_TABLE &&
			is_there(prover, changes, statements[i].name))
			*arena_add(prover->arena, written.items, written.count) =
				statements[i].name;
	}
	return written;
}

/*
 * What only a step that ran to its end can be asked, before its changes are applied.
 * `back` is what the step and its down migration touched; false: that one was not proved.
 */
static bool prove_claims(struct prover *prover, struct proof_step *step,
	const struct claims *claims, const struct changes *changes, struct touched *back)
{
	const struct migration *migration = step->migration;
	struct touched touched = prover->scratch->touched, down;
	bool proved;

	claims_take(claims);
	prover->scratch->touched = touched;
	proved = down_migrations_prove(prover->diags, migration, prover->scratch,
		prover->snapshot, &prover->facts, changes, &down);
	step->down_writes = written_of(
		prover, changes, &down, migration->down, migration->down_count);
	*back = prover->scratch->touched;
	if (proved)
		step->down_seeds = down_migrations_seeds(
			migration, prover->scratch, &step->down_writes);
	prover->scratch->touched = touched;
	return proved;
}

/* What @destructive names is of the schema before its own statements run. */
static void begin_names(struct prover *prover, const struct migration *migration)
{
	acknowledged_begin(prover->diags, migration->up, migration->up->destructive,
		prover->snapshot, migration->released);
}

/* What the down migration says it takes: behind @down, or in a file of its own. */
static struct destructive *down_destructive(const struct migration *migration)
{
	const struct script *down = migration->down_script;

	return down == migration->up ? down->down_destructive : down->destructive;
}

static void begin_names_after(struct prover *prover, const struct migration *migration)
{
	if (migration->down_script)
		acknowledged_begin(prover->diags, migration->down_script,
			down_destructive(migration), prover->snapshot,
			migration->released);
	for (uint32_t i = 0; i < migration->backfill_count; i++)
		acknowledged_begin(prover->diags, migration->backfills[i],
			migration->backfills[i]->destructive, prover->snapshot,
			migration->released);
}

/* What users are asked about: of the step, what is named above its sections. */
static void take_stakes(struct prover *prover, struct proof_step *step)
{
	const struct script *up = step->migration->up;
	struct span all = { 0, UINT32_MAX }, above = all;

	if (up->section_count)
		above.end = up->sections[0].annotation->span.start;
	step->stakes = acknowledged_stakes(prover->arena, up->destructive, above, true);
	if (step->migration->down_script)
		step->down_stakes = acknowledged_stakes(prover->arena,
			down_destructive(step->migration), all, false);
}

static void add_rename(struct prover *prover, struct names *renames, const char *table,
	const char *column, const char *before)
{
	*arena_add(prover->arena, renames->items, renames->count) = table;
	*arena_add(prover->arena, renames->items, renames->count) = column;
	*arena_add(prover->arena, renames->items, renames->count) = before;
}

static void add_renames(struct prover *prover, struct names *renames,
	const struct script *script, const struct shot_object *table)
{
	const char *after = lineage_table(script, table->name);

	if (!after)
		return;
	for (uint32_t i = 0; i < table->column_count; i++) {
		const char *before = table->columns[i].name;
		const char *column = lineage_column(script, table->name, before);

		if (!map_same(column, before))
			add_rename(prover, renames, after, column, before);
	}
	if (!map_same(after, table->name))
		add_rename(prover, renames, after, "", table->name);
}

/* Before the step has run: which tables and columns are called otherwise after it. */
static struct names renames_of(struct prover *prover, const struct script *script)
{
	const struct snapshot *snapshot = prover->snapshot;
	struct names renames = { 0 };

	if (!parse_find(script, STATEMENT_RENAME_TABLE, NULL) &&
		!parse_find(script, STATEMENT_RENAME_COLUMN, NULL))
		return renames;
	for (uint32_t i = 0; i < snapshot->count; i++) {
		const struct shot_object *object = snapshot->objects[i];

		if (object->type == INSTAR__TABLE && !object->gone)
			add_renames(prover, &renames, script, object);
	}
	return renames;
}

static void prove_step(struct prover *prover, struct proof_step *step)
{
	const struct migration *migration = step->migration;
	const struct script *script = migration->up;
	struct claims claims = claims_of(prover, script, ANNOTATION_FINGERPRINT);
	struct claims required;
	struct changes *changes;
	uint32_t first;
	struct touched touched, back;
	bool ran, proved = false;

	begin_names(prover, migration);
	step->renames = renames_of(prover, script);
	facts_begin(&prover->facts, 0);
	required = claims_of(prover, script, ANNOTATION_REQUIRES);
	claims_required(&required);
	step->requires = facts_finish(&prover->facts);
	claims_note(&claims);
	facts_begin(&prover->facts, migration->position);
	ran = run_up(prover, migration);
	touched = prover->scratch->touched;
	step->writes = written_of(prover, NULL, &touched, script->up, script->up_count);
	changes = snapshot_compare(prover->snapshot, prover->scratch);
	facts_derive(&prover->facts, changes);
	step->breaking = breaking_reason(
		prover->arena, migration, prover->snapshot, changes, &touched);
	if (ran)
		proved = prove_claims(prover, step, &claims, changes, &back);
	if (ran)
		schema_rules_step(
			&prover->schema_rules, prover->snapshot, changes, migration);
	apply(prover, changes, migration);
	if (ran)
		claims_prove(&claims);
	first = prover->backfills.count;
	if (ran)
		backfill_compile(
			&prover->backfills, migration, prover->scratch, prover->snapshot);
	if (ran)
		expiry_judge(
			&prover->backfills, migration, prover->scratch, prover->snapshot);
	begin_names_after(prover, migration);
	rehearse_backfills(prover->rehearsal, &prover->backfills, first);
	rehearse_step(prover->rehearsal, migration, prover->scratch, prover->snapshot,
		&touched, ran, proved ? &back : NULL);
	take_stakes(prover, step);
	end_loose(prover, &touched);
	step->facts = facts_finish(&prover->facts);
	step->guards = guards_of(prover->arena, script, prover->facts.items, step->facts);
	if (ran && migration->position)
		note_undetectable(prover, step, &touched);
	count_objects(step, prover->snapshot);
}

/* What was there before the first step; its facts are the first ones. */
static void prove_base(struct prover *prover)
{
	struct proof_step *base = &prover->proof->base;

	base->migration = prover->proof->plan->base;
	if (!base->migration)
		return;
	if (base->migration->up->up_count)
		prove_step(prover, base);
	if (!base->facts.count && !base->migration->up->destructive->failed)
		diag_report(prover->diags, RULE_BASE, base->migration->up->source,
			parse_place(base->migration->up), "base.sql makes nothing")
			->help =
			"write the tables that were there before the first step into "
			"it, or remove it";
}

struct proof *prove_plan(
	struct arena *arena, struct diags *diags, const struct plan *plan)
{
	struct prover prover = { .arena = arena, .diags = diags };
	struct proof *proof = arena_alloc(arena, sizeof(*proof));

	proof->plan = plan;
	proof->steps = arena_array(arena, plan->count, sizeof(*proof->steps));
	prover.proof = proof;
	prover.scratch = placeholders_open(arena, plan);
	prover.snapshot = snapshot_new(arena);
	facts_init(&prover.facts, arena);
	dependents_init(&prover.dependents, arena);
	schema_rules_init(&prover.schema_rules, arena, diags, plan);
	map_init(&prover.failed, arena);
	backfill_init(&prover.backfills, arena, diags);
	prover.rehearsal = rehearse_open(arena, diags, plan, &prover.schema_rules);
	prove_base(&prover);
	for (uint32_t i = 0; i < plan->count; i++) {
		proof->steps[i].migration = &plan->migrations[i];
		if (plan->migrations[i].up->up_count ||
			plan->migrations[i].up->section_count ||
			plan->migrations[i].down_count)
			prove_step(&prover, &proof->steps[i]);
	}
	proof->facts = prover.facts.items;
	proof->fact_count = prover.facts.count;
	proof->backfills = prover.backfills.items;
	proof->backfill_count = prover.backfills.count;
	proof->sqlite_version = environment_lowest(plan);
	proof->needs = needs_of(arena, plan);
	down_migrations_missing(diags, plan);
	if (!plan->cut)
		schema_rules_finish(&prover.schema_rules, prover.snapshot);
	if (!plan->cut && !parents_check(diags, plan, prover.snapshot, prover.scratch,
				  &prover.failed))
		rehearse_end(prover.rehearsal);
	proof->coverage = rehearse_coverage(prover.rehearsal);
	rehearse_close(prover.rehearsal);
	acknowledged_finish(diags, plan);
	snapshot_free(prover.snapshot);
	scratch_close(prover.scratch);
	return proof;
}
