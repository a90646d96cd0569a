/*
 * rehearse: run the history on databases that hold rows. See rehearse.h.
 *
 * A database on which a step failed is made anew from the empty one and filled again, so
 * that the steps after it are rehearsed too.
 */
#include "gen/rehearse/rehearse.h"

#include "gen/backfill/batch_proof.h"
#include "gen/base/arena.h"
#include "gen/lint/acknowledged.h"
#include "gen/coverage/coverage.h"
#include "gen/oracle/deterministic.h"
#include "gen/oracle/table_rows.h"
#include "gen/rehearse/backfill_losses.h"
#include "gen/rehearse/challenges.h"
#include "gen/rehearse/changed_tables.h"
#include "gen/rehearse/collisions.h"
#include "gen/rehearse/dangling_rows.h"
#include "gen/rehearse/down_rows.h"
#include "gen/rehearse/foreign_keys_on.h"
#include "gen/rehearse/full_text.h"
#include "gen/rehearse/group_trial.h"
#include "gen/rehearse/losses.h"
#include "gen/rehearse/passing_rows.h"
#include "gen/rehearse/release_group.h"
#include "gen/rehearse/requirements.h"
#include "gen/rehearse/row_claims.h"
#include "gen/rehearse/row_failures.h"
#include "gen/rehearse/rowless_tables.h"
#include "gen/rehearse/samples.h"
#include "gen/rehearse/second_run.h"
#include "gen/rehearse/sequences.h"
#include "gen/rehearse/single_row_tables.h"
#include "gen/rehearse/unseen_rows.h"
#include "gen/rehearse/with_backfill.h"
#include "gen/report/diag.h"
#include "gen/rows/synthesis.h"

/* One populated database. */
struct stage {
	struct deterministic *database; /* whatever day it is, rows are the same */
	struct scratch *scratch;	/* its */
	struct synthesis *synth;
	enum population population;
	struct dangling dangling;
	struct release_group batch;
	struct group_trial group;
};

struct rehearsal {
	struct arena *arena;
	struct diags *diags;
	const struct plan *plan;
	const struct schema_rules *rules;
	struct stage stages[2];
	struct single_row_tables lone;
	struct with_backfill mended;
	struct challenges challenges;
	struct replay before; /* the rows that the step in hand meets, if one may ask */
	struct trial *trial;  /* of the step in hand, where it may take something */
	const struct references *references;
	struct map reported;  /* findings of the step in hand */
	struct full_text *full_text;
	struct coverage *coverage;
	struct coverage_part asked;	     /* of the step in hand */
	struct coverage_part *asked_of_each; /* of its backfills */
	struct backfills *backfills;
	uint32_t new_backfills; /* of the step in hand: from this one on */
	struct map *taken;	/* of each of these: findings of what it takes */
	struct requirements required;
	bool enforced;		/* it runs with foreign keys on */
};

struct rehearsal *rehearse_open(struct arena *arena, struct diags *diags,
	const struct plan *plan, const struct schema_rules *rules)
{
	struct rehearsal *rehearsal = arena_alloc(arena, sizeof(*rehearsal));

	*rehearsal = (struct rehearsal){
		.arena = arena, .diags = diags, .plan = plan, .rules = rules
	};
	for (int i = 0; i < 2; i++) {
		struct stage *stage = &rehearsal->stages[i];

		stage->population = i ? POPULATION_ADVERSARIAL : POPULATION_PLAIN;
		stage->database = deterministic_open(arena, plan);
		stage->scratch = stage->database->scratch;
		stage->synth = synthesis_new(arena, stage->population, plan);
		stage->batch.plan = plan;
		stage->batch.held = (struct replay){ .arena = arena, .plan = plan };
		group_trial_open(&stage->group, arena, plan);
	}
	single_row_init(&rehearsal->lone, arena);
	rehearsal->before = (struct replay){ .arena = arena, .plan = plan };
	rehearsal->trial = trial_new(arena, plan);
	rehearsal->references = references_read(arena, plan);
	rehearsal->required = (struct requirements){ .arena = arena };
	rehearsal->challenges = (struct challenges){ .arena = arena,
		.plan = plan,
		.batch = &rehearsal->stages[POPULATION_PLAIN].batch,
		.lone = &rehearsal->lone.tables,
		.mended = &rehearsal->mended,
		.required = &rehearsal->required };
	rehearsal->full_text = full_text_new(arena, plan);
	rehearsal->coverage = coverage_new(arena);
	return rehearsal;
}

void rehearse_close(struct rehearsal *rehearsal)
{
	for (int i = 0; i < 2; i++) {
		replay_drop(&rehearsal->stages[i].batch.held);
		group_trial_close(&rehearsal->stages[i].group);
		deterministic_close(rehearsal->stages[i].database);
	}
	trial_free(rehearsal->trial);
}

static void take_before(
	struct rehearsal *rehearsal, const struct stage *stage, struct losses *losses)
{
	losses->before = arena_array(
		rehearsal->arena, losses->tables.count, sizeof(*losses->before));
	losses->bare = arena_array(
		rehearsal->arena, losses->tables.count, sizeof(*losses->bare));
	for (uint32_t i = 0; i < losses->tables.count; i++) {
		struct table_rows *rows =
			table_rows_take(losses->scratch, losses->tables.items[i]);

		if (!rows)
			continue;
		losses->bare[losses->before_count] =
			release_group_is_bare(&stage->batch, losses->tables.items[i]);
		losses->before[losses->before_count++] = rows;
	}
}

/* The down migration as a script whose up statements it is. */
static struct script way_back(const struct migration *migration)
{
	struct script script = *migration->down_script;

	script.up = (struct statement *)migration->down;
	script.up_count = migration->down_count;
	if (migration->down_script == migration->up)
		script.destructive = script.down_destructive;
	return script;
}

static struct row_failure refusal_of(struct rehearsal *rehearsal,
	const struct stage *stage, const struct snapshot *snapshot,
	const struct script *script)
{
	return (struct row_failure){ .arena = rehearsal->arena,
		.diags = rehearsal->diags,
		.reported = &rehearsal->reported,
		.snapshot = snapshot,
		.script = script,
		.plain = stage->population == POPULATION_PLAIN,
		.enforced = rehearsal->enforced };
}

/* Roll back on the database with rows, see what it took, and undo that. */
static void rehearse_down(struct rehearsal *rehearsal, struct stage *stage,
	const struct snapshot *snapshot, const struct migration *migration,
	const struct losses *up, struct scratch *empty)
{
	struct losses down = *up;
	struct script script;
	const struct statement *failed;

	script = way_back(migration);
	down.script = &script;
	down.down = true;
	down.writes = writes_of(rehearsal->arena, &script);
	down_rows_take(&down, up, empty);
	down.trial = NULL;
	down.group = NULL;
	down.uses = NULL;
	down.after = NULL;
	if (down.before_count && losses_may(&script, &stage->scratch->touched)) {
		down.trial = rehearsal->trial;
		trial_take(down.trial, stage->scratch);
		trial_add(down.trial, script.up, script.up_count, false);
	}
	acknowledged_meet(script.destructive, stage->scratch);
	scratch_savepoint(stage->scratch, "down");
	failed = scratch_run_all(stage->scratch, script.up, script.up_count);
	acknowledged_ran(&script, &stage->scratch->touched, failed != NULL);
	if (failed) {
		struct row_failure refusal =
			refusal_of(rehearsal, stage, snapshot, &script);

		row_failure_report(&refusal, failed, &stage->scratch->failure);
	} else {
		losses_find(&down);
		full_text_down(rehearsal->full_text, stage->population, stage->scratch,
			&script);
	}
	scratch_undo(stage->scratch, "down");
}

/* What statements will ask of the rows; rows for what none of them answers. */
static void look_ahead(struct rehearsal *rehearsal, struct stage *stage,
	const struct coverage_part *part, const struct snapshot *snapshot)
{
	coverage_look(rehearsal->coverage, part, stage->scratch, snapshot,
		stage->population);
	if (stage->population == POPULATION_ADVERSARIAL)
		coverage_make(rehearsal->coverage, part, stage->scratch, stage->synth);
}

/* The same for one that runs by itself, and what it meets. */
static void look_at_backfill(struct rehearsal *rehearsal, struct stage *stage,
	const struct backfill *backfill, struct coverage_part *part,
	const struct snapshot *snapshot)
{
	const struct section *section = backfill->section;

	if (backfill->index)
		return;
	if (stage->population == POPULATION_PLAIN)
		*part = coverage_begin(rehearsal->coverage, backfill->migration,
			backfill->script, section->statements, section->count);
	look_ahead(rehearsal, stage, part, snapshot);
	for (uint32_t i = 0; i < section->count; i++)
		coverage_meet(rehearsal->coverage, part, stage->scratch, snapshot,
			stage->population, &section->statements[i]);
	if (stage->population == POPULATION_ADVERSARIAL)
		coverage_report(rehearsal->coverage, part, rehearsal->diags);
}

static void prove_backfills(
	struct rehearsal *rehearsal, struct stage *stage, const struct snapshot *snapshot)
{
	bool plain = stage->population == POPULATION_PLAIN;
	struct backfill_losses losses = { .arena = rehearsal->arena,
		.diags = rehearsal->diags,
		.scratch = stage->scratch,
		.snapshot = snapshot,
		.trial = rehearsal->trial,
		.references = rehearsal->references,
		.full_text = rehearsal->full_text,
		.plain = plain };

	for (uint32_t i = rehearsal->new_backfills; i < rehearsal->backfills->count;
		i++) {
		struct backfill *backfill = &rehearsal->backfills->items[i];

		losses.reported = &rehearsal->taken[i - rehearsal->new_backfills];
		look_at_backfill(rehearsal, stage, backfill,
			&rehearsal->asked_of_each[i - rehearsal->new_backfills],
			snapshot);
		backfill_losses_find(&losses, backfill);
		if (map_get(&rehearsal->reported, backfill->key) == MAP_NONE &&
			!batch_proof_run(
				rehearsal->diags, backfill, stage->scratch, plain))
			map_put(&rehearsal->reported, backfill->key, 0);
	}
}

void rehearse_backfills(
	struct rehearsal *rehearsal, struct backfills *backfills, uint32_t first)
{
	uint32_t count = backfills->count - first;

	rehearsal->taken =
		arena_array(rehearsal->arena, count, sizeof(*rehearsal->taken));
	rehearsal->asked_of_each = arena_array(
		rehearsal->arena, count + 1, sizeof(*rehearsal->asked_of_each));
	for (uint32_t i = 0; i < count; i++)
		map_init(&rehearsal->taken[i], rehearsal->arena);
	rehearsal->backfills = backfills;
	rehearsal->required.backfills = backfills;
	rehearsal->new_backfills = first;
	rehearsal->mended.backfills = backfills;
	rehearsal->mended.count = first;
}

/* What the rows meet, right before a statement runs. */
struct watch {
	struct rehearsal *rehearsal;
	struct stage *stage;
	const struct snapshot *snapshot;
};

static void watch_statement(void *context, const struct statement *statement)
{
	const struct watch *watch = context;

	coverage_meet(watch->rehearsal->coverage, &watch->rehearsal->asked,
		watch->stage->scratch, watch->snapshot, watch->stage->population,
		statement);
}

static const struct statement *run_up(struct rehearsal *rehearsal, struct stage *stage,
	const struct migration *migration, const struct snapshot *snapshot)
{
	struct watch watch = { rehearsal, stage, snapshot };
	struct scratch *scratch = stage->scratch;
	const struct statement *failed;

	scratch->before = watch_statement;
	scratch->context = &watch;
	failed = foreign_keys_on_run(scratch, migration->up, migration->enforced);
	scratch->before = NULL;
	return failed;
}

/*
 * Run the step on the stage's rows; NULL, or the statement that failed. `passes`: it does
 * not on the rows that users have.
 */
static const struct statement *run_on(struct rehearsal *rehearsal, struct stage *stage,
	const struct migration *migration, const struct snapshot *snapshot, bool passes)
{
	const struct script *script = migration->up;
	struct row_failure refusal = refusal_of(rehearsal, stage, snapshot, script);
	const struct statement *failed;
	struct touched touched;
	bool met = requirements_hold(
		&rehearsal->required, stage->scratch, snapshot, script);

	scratch_forget(stage->scratch);
	failed = run_up(rehearsal, stage, migration, snapshot);
	if (!met)
		return failed;
	if (!failed) {
		touched = stage->scratch->touched;
		row_claims_judge(&(struct row_claims){ .refusal = refusal,
					 .scratch = stage->scratch,
					 .held = stage->batch.held.kept,
					 .before = &rehearsal->before,
					 .lone = &rehearsal->lone,
					 .mended = &rehearsal->mended },
			migration);
		stage->scratch->touched = touched;
		return NULL;
	}
	refusal.mercy.batch = passes;
	refusal.mercy.lone = single_row_culprit(
		&rehearsal->lone, &rehearsal->before, migration, snapshot, NULL);
	refusal.backfill = with_backfill_passes(
		&rehearsal->mended, &rehearsal->before, migration, snapshot, NULL);
	row_failure_report(&refusal, failed, &stage->scratch->failure);
	return failed;
}

/* Keep the rows as they are for trials, where the step or its group may take any. */
static void take_trials(struct rehearsal *rehearsal, struct stage *stage,
	const struct migration *migration, struct losses *losses,
	const struct touched *touched)
{
	const struct script *up = migration->up;

	losses->references = rehearsal->references;
	losses->plain = stage->population == POPULATION_PLAIN;
	if (losses_may(up, touched)) {
		losses->trial = rehearsal->trial;
		trial_take(losses->trial, stage->scratch);
		trial_add(losses->trial, up->up, up->up_count, migration->enforced);
	}
	group_trial_step(&stage->group, losses, stage->scratch, migration);
}

/*
 * The step failed on rows that not everybody has, which was told. Run it on those of them
 * with which it passes, so that what it takes is seen; false: there is nothing to see.
 */
static bool run_on_fewer(struct rehearsal *rehearsal, struct stage *stage,
	const struct migration *migration, struct losses *losses,
	const struct snapshot *snapshot, bool passes)
{
	const struct script *up = migration->up;
	struct names tables = losses->tables;

	if (losses->plain || !losses->trial || up->destructive->failed ||
		migration->released || migration->enforced || migration->bare)
		return false;
	names_add_all(rehearsal->arena, &tables, &stage->scratch->touched.read);
	trial_give(losses->trial, stage->scratch);
	if (!passing_rows_keep(stage->scratch, &tables, migration))
		return false;
	group_trial_thinned(
		&stage->group, stage->scratch, migration, stage->batch.held.kept);
	losses->before_count = 0;
	take_before(rehearsal, stage, losses);
	trial_take(losses->trial, stage->scratch);
	trial_add(losses->trial, up->up, up->up_count, migration->enforced);
	return !run_on(rehearsal, stage, migration, snapshot, passes);
}

static void rehearse_on(struct rehearsal *rehearsal, struct stage *stage,
	const struct migration *migration, struct losses *losses, struct scratch *empty,
	const struct snapshot *snapshot, const struct touched *writes, bool ran, bool back)
{
	struct sequences sequences = { 0 };
	struct table_rows **without = NULL;
	const struct statement *failed;
	struct touched touched;
	struct names ready;
	bool passes;

	losses->scratch = stage->scratch;
	full_text_before(rehearsal->full_text, stage->population,
		release_group_rows(&stage->batch, stage->scratch), snapshot, writes,
		migration);
	take_before(rehearsal, stage, losses);
	take_trials(rehearsal, stage, migration, losses, writes);
	acknowledged_meet(migration->up->destructive, stage->scratch);
	if (stage->population == POPULATION_PLAIN) /* once is enough */
		sequences = sequences_take(stage->scratch, migration->up);
	if (ran && migration->enforced)
		without = foreign_keys_on_without(losses);
	passes = ran && release_group_passes(&stage->batch, migration);
	failed = ran ? run_on(rehearsal, stage, migration, snapshot, passes) : NULL;
	if (failed)
		collisions_avoid(losses, rehearsal->plan, migration->enforced, failed);
	if (!ran || (failed && !run_on_fewer(rehearsal, stage, migration, losses,
				       snapshot, passes))) {
		acknowledged_ran(migration->up, &stage->scratch->touched, true);
		release_group_leave(&stage->batch, migration);
		group_trial_failed(&stage->group, stage->batch.held.kept);
		group_trial_leave(&stage->group, migration);
		full_text_failed(rehearsal->full_text, stage->population);
		scratch_copy(stage->scratch, empty);
		samples_add(rehearsal->diags, &rehearsal->reported, stage->scratch,
			migration->up);
		synthesis_fill_all(stage->synth, stage->scratch, snapshot);
		return;
	}
	acknowledged_ran(migration->up, &stage->scratch->touched, false);
	if (without)
		foreign_keys_on_compare(losses, without, snapshot);
	group_trial_find(&stage->group, losses, stage->batch.held.kept);
	if (losses->plain)
		collisions_find(losses, rehearsal->plan, migration->enforced);
	group_trial_leave(&stage->group, migration);
	sequences_compare(&sequences, rehearsal->diags, stage->scratch, migration->up);
	if (dangling_rows_may(stage->scratch, migration->up))
		dangling_rows_note(&stage->dangling, stage->scratch, snapshot, migration);
	full_text_after(rehearsal->full_text, stage->population,
		release_group_rows(&stage->batch, stage->scratch));
	touched = stage->scratch->touched;
	if (back)
		rehearse_down(rehearsal, stage, snapshot, migration, losses, empty);
	stage->scratch->touched = touched;
	release_group_keep(&stage->batch, stage->scratch, migration);
	samples_add(rehearsal->diags, &rehearsal->reported, stage->scratch,
		migration->up);
	ready = release_group_ready(
		rehearsal->arena, rehearsal->plan, migration, &losses->tables);
	synthesis_fill(stage->synth, stage->scratch, snapshot, &ready);
	full_text_filled(rehearsal->full_text, stage->population, stage->scratch);
	prove_backfills(rehearsal, stage, snapshot);
}

/* Report what dangles; on adversarial rows only when plain ones do not. */
static void report_dangling(struct rehearsal *rehearsal)
{
	struct stage *plain = &rehearsal->stages[POPULATION_PLAIN];
	struct stage *adversarial = &rehearsal->stages[POPULATION_ADVERSARIAL];

	dangling_rows_report(&plain->dangling, rehearsal->diags, plain->scratch, true);
	if (!plain->dangling.count)
		dangling_rows_report(&adversarial->dangling, rehearsal->diags,
			adversarial->scratch, false);
}

/* Before it runs: try the step with rows that may stop it, or that it may give up. */
static void challenge(struct rehearsal *rehearsal, const struct stage *stage,
	const struct migration *migration, const struct snapshot *snapshot)
{
	if (stage->population == POPULATION_PLAIN)
		challenges_try(&rehearsal->challenges, stage->scratch, migration, snapshot);
	else
		challenges_put(&rehearsal->challenges, stage->scratch, migration, snapshot);
}

/* When it passed on plain rows, tell for which others it did not. */
static void report_challenges(struct rehearsal *rehearsal,
	const struct migration *migration, const struct snapshot *snapshot)
{
	const struct row_failure refusal = refusal_of(rehearsal,
		&rehearsal->stages[POPULATION_ADVERSARIAL], snapshot, migration->up);

	if (!migration->up->destructive->failed)
		challenges_report(&rehearsal->challenges, &refusal);
}

void rehearse_step(struct rehearsal *rehearsal, const struct migration *migration,
	struct scratch *empty, const struct snapshot *snapshot,
	const struct touched *touched, bool ran, const struct touched *back)
{
	struct names tables =
		changed_tables_of(snapshot, migration, back ? back : touched);
	bool asked = lone_meets(&rehearsal->lone, touched);
	struct losses losses[2], common = { .arena = rehearsal->arena,
		.diags = rehearsal->diags,
		.script = migration->up,
		.writes = writes_of(rehearsal->arena, migration->up),
		.tables = tables,
		.snapshot = snapshot,
		.reported = &rehearsal->reported,
		.lone = &rehearsal->lone,
		.rules = rehearsal->rules };

	asked |= mended_meets(&rehearsal->mended, migration, touched);
	map_init(&rehearsal->reported, rehearsal->arena);
	rehearsal->enforced = migration->enforced;
	rehearsal->asked = coverage_begin(rehearsal->coverage, migration, migration->up,
		migration->up->up, migration->up->up_count);
	rehearsal->required.written = (struct names){ 0 };
	for (int i = 0; i < 2; i++) {
		struct stage *stage = &rehearsal->stages[i];

		losses[i] = common;
		if (ran)
			challenge(rehearsal, stage, migration, snapshot);
		requirements_finish(&rehearsal->required, stage->scratch, migration->up);
		if (ran)
			look_ahead(rehearsal, stage, &rehearsal->asked, snapshot);
		if (ran && asked)
			replay_keep(&rehearsal->before, stage->scratch);
		rehearse_on(rehearsal, stage, migration, &losses[i], empty, snapshot,
			touched, ran, back != NULL);
		replay_drop(&rehearsal->before);
		if (ran && stage->population == POPULATION_PLAIN)
			report_challenges(rehearsal, migration, snapshot);
	}
	challenges_note(&rehearsal->challenges, migration, touched);
	if (ran)
		unseen_rows_judge(&losses[POPULATION_PLAIN],
			&losses[POPULATION_ADVERSARIAL], rehearsal->rules, migration,
			&rehearsal->required.written);
	if (ran)
		coverage_report(
			rehearsal->coverage, &rehearsal->asked, rehearsal->diags);
	single_row_note(&rehearsal->lone, empty, snapshot, touched);
	full_text_report(rehearsal->full_text, rehearsal->diags);
	if (release_group_ends(rehearsal->plan, migration))
		report_dangling(rehearsal);
}

const char *rehearse_again(struct rehearsal *rehearsal, const struct migration *migration,
	const struct touched *touched)
{
	struct stage *plain = &rehearsal->stages[POPULATION_PLAIN];

	return second_run_words(plain->scratch, migration, touched);
}

const struct coverage *rehearse_coverage(const struct rehearsal *rehearsal)
{
	return rehearsal->coverage;
}

void rehearse_end(struct rehearsal *rehearsal)
{
	report_dangling(rehearsal);
	rowless_tables_report(
		rehearsal->diags, rehearsal->stages[POPULATION_PLAIN].synth);
}
