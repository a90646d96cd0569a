/*
 * challenges: a step tried with rows that the schema before it allows and it may refuse.
 * See challenges.h.
 */
#include "gen/rehearse/challenges.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/oracle/derivation.h"
#include "gen/oracle/placeholders.h"
#include "gen/oracle/query.h"
#include "gen/read/release.h"
#include "gen/rehearse/foreign_keys_on.h"
#include "gen/rehearse/new_constraints.h"
#include "gen/rehearse/release_group.h"
#include "gen/rehearse/requirements.h"
#include "gen/rehearse/with_backfill.h"
#include "gen/rows/synthesis.h"
#include "gen/sql/tree_walk.h"

enum {
	RUNS_MOST = 60,	   /* of one step */
	FOUND_MOST = 8,	   /* by one step */
	SEEDING_STEPS = 2, /* from so many on a table is the program's own */
	VALUE_LONGEST = 60 /* that is shown of one value */
};

/* One step on its copy. */
struct attempt {
	struct challenges *challenges;
	const struct migration *migration;
	const struct snapshot *after;
	struct scratch *scratch; /* the rows are put here */
	uint32_t runs;
	bool kept_off; /* the last run was none: the runtime would not run the step */
};

static struct scratch *copy_of(const struct challenges *challenges, struct scratch *rows)
{
	struct scratch *copy = placeholders_open(challenges->arena, challenges->plan);

	scratch_copy(copy, rows);
	return copy;
}

/* A step that runs with foreign keys on has a transaction of its own, so a copy, too. */
static void begin(struct attempt *attempt)
{
	if (attempt->migration->enforced)
		attempt->scratch =
			copy_of(attempt->challenges, attempt->challenges->copy);
	else
		scratch_savepoint(attempt->scratch, "challenge");
}

static void end(struct attempt *attempt)
{
	if (attempt->migration->enforced)
		scratch_close(attempt->scratch);
	else
		scratch_undo(attempt->scratch, "challenge");
}

/* NULL: it passes, or it would not be run. */
static const struct statement *run(struct attempt *attempt)
{
	struct requirements *required = attempt->challenges->required;
	const struct script *up = attempt->migration->up;

	attempt->runs++;
	requirements_finish(required, attempt->scratch, up);
	attempt->kept_off = true;
	if (!requirements_hold(required, attempt->scratch, attempt->after, up) ||
		requirements_done(required, attempt->scratch, attempt->after, up))
		return NULL;
	attempt->kept_off = false;
	return foreign_keys_on_run(attempt->scratch, up, attempt->migration->enforced);
}

/* Make the rows of one way. On failure some may be there, to be undone. */
static bool meet(const struct attempt *attempt, struct challenge_rows *rows)
{
	for (uint32_t i = 0; i < rows->count; i++) {
		if (names_have(attempt->challenges->lone, rows->demands[i].table))
			rows->demands[i].way = DEMAND_CHANGE;
		if (!synthesis_meet(attempt->challenges->synth, attempt->scratch, NULL,
			    &rows->demands[i]))
			return false;
	}
	return true;
}

/* Is one row enough for the whole challenge? */
static bool takes_first(const struct challenge *challenge)
{
	return challenge->kind == CHALLENGE_VALUE || challenge->kind == CHALLENGE_DIGITS;
}

/* Make the rows of all ways that there are rows for; how many were made. */
static uint32_t meet_all(
	struct attempt *attempt, const struct new_constraints *constraints)
{
	uint32_t made = 0;

	for (uint32_t i = 0; i < constraints->count; i++) {
		struct challenge *challenge = &constraints->items[i];
		uint32_t kept = 0;

		for (uint32_t j = 0; j < challenge->way_count; j++) {
			scratch_savepoint(attempt->scratch, "way");
			if (!meet(attempt, &challenge->ways[j])) {
				scratch_undo(attempt->scratch, "way");
				continue;
			}
			scratch_release(attempt->scratch, "way");
			challenge->ways[kept++] = challenge->ways[j];
			if (takes_first(challenge))
				break;
		}
		challenge->way_count = kept;
		made += kept;
	}
	return made;
}

/* Words */

/* The columns that tell a row from others, then those that it is about. */
static struct names shown_columns(
	struct scratch *scratch, const struct challenge *challenge)
{
	struct names columns = scratch_texts(scratch,
		"SELECT name FROM pragma_table_info(%Q) WHERE pk ORDER BY pk",
		challenge->table);

	names_add_all(scratch->arena, &columns, &challenge->columns);
	return columns;
}

static const char *row_words(
	struct scratch *scratch, const struct challenge *challenge, const char *where)
{
	struct names columns = shown_columns(scratch, challenge);
	const char *words = NULL;

	for (uint32_t i = 0; i < columns.count; i++) {
		const char *value = scratch_text(scratch,
			"SELECT quote(\"%w\") FROM main.\"%w\" AS " DERIVED_ROW
			" WHERE %s",
			columns.items[i], challenge->table, where);
		const char *more = value && strlen(value) > VALUE_LONGEST ? "…" : "";

		words = names_join(scratch->arena, words, ", ",
			arena_printf(scratch->arena, "%s = %.*s%s", columns.items[i],
				VALUE_LONGEST, value ? value : "?", more));
	}
	return words;
}

static const char *words_of(struct scratch *scratch, const struct challenge *challenge,
	const struct challenge_rows *rows)
{
	const char *words = NULL;

	for (uint32_t i = 0; i < rows->count; i++)
		words = names_join(scratch->arena, words, " and ",
			row_words(scratch, challenge, rows->demands[i].where));
	return arena_printf(scratch->arena, "%s: %s", challenge->table, words);
}

/* One by one */

static bool is_known(const struct challenges *challenges,
	const struct statement *statement, const char *message)
{
	for (uint32_t i = 0; i < challenges->count; i++) {
		if (challenges->items[i].statement == statement &&
			strcmp(challenges->items[i].failure.message, message) == 0)
			return true;
	}
	return false;
}

/*
 * The backfill after which the step passes with the rows of this way, or NULL. They are
 * put into a copy of their own: SQLite copies nothing out of an open transaction.
 */
static const char *backfill_for(
	const struct attempt *attempt, struct challenge_rows *rows)
{
	const struct challenges *challenges = attempt->challenges;
	struct replay before = { .arena = challenges->arena, .plan = challenges->plan };
	struct attempt other = *attempt;
	const char *key = NULL;

	if (!challenges->mended->met)
		return NULL;
	before.kept = copy_of(challenges, challenges->copy);
	other.scratch = before.kept;
	if (meet(&other, rows))
		key = with_backfill_passes(challenges->mended, &before,
			attempt->migration, attempt->after, NULL);
	replay_drop(&before);
	return key;
}

/* True when the step fails with the rows of this way. */
static bool try_way(struct attempt *attempt, const struct challenge *challenge,
	struct challenge_rows *rows)
{
	struct challenges *challenges = attempt->challenges;
	struct challenged found = { 0 };

	begin(attempt);
	if (meet(attempt, rows)) {
		found.row = words_of(attempt->scratch, challenge, rows);
		found.statement = run(attempt);
		found.failure = attempt->scratch->failure;
	}
	end(attempt);
	if (!found.statement)
		return false;
	if (!is_known(challenges, found.statement, found.failure.message)) {
		found.backfill = backfill_for(attempt, rows);
		*arena_add(challenges->arena, challenges->items, challenges->count) =
			found;
	}
	return true;
}

static void try_each(struct attempt *attempt, const struct new_constraints *constraints)
{
	for (uint32_t i = 0; i < constraints->count; i++) {
		const struct challenge *challenge = &constraints->items[i];

		for (uint32_t j = 0;
			j < challenge->way_count && attempt->runs < RUNS_MOST &&
			attempt->challenges->count < FOUND_MOST;
			j++) {
			if (try_way(attempt, challenge, &challenge->ways[j]))
				break;
		}
	}
}

/* Does the step fail on the rows that are there? Then others tell nothing. */
static bool fails_alone(struct attempt *attempt)
{
	bool failed;

	begin(attempt);
	failed = run(attempt) != NULL;
	end(attempt);
	return failed;
}

static void try_step(struct attempt *attempt, const struct new_constraints *constraints)
{
	uint32_t made;
	bool failed = false;

	begin(attempt);
	made = meet_all(attempt, constraints);
	if (made)
		failed = run(attempt) || attempt->kept_off;
	end(attempt);
	if (failed && !fails_alone(attempt))
		try_each(attempt, constraints);
}

/*
 * Do steps fill the table again and again? Then it is a list of the program's own, and
 * the names in it are not the users' to take.
 */
static bool is_own_list(const struct challenges *challenges,
	const struct migration *migration, const char *table)
{
	uint32_t steps = 0;

	for (const struct migration *step = challenges->plan->migrations;
		step < migration && steps < SEEDING_STEPS; step++)
		steps += parse_find(step->up, STATEMENT_INSERT, table) != NULL;
	return steps >= SEEDING_STEPS;
}

/* Is it a new table under a name that a later step takes away? Users have no rows in it.
 */
static bool is_in_the_making(const struct challenges *challenges,
	const struct migration *migration, const char *table)
{
	const struct plan *plan = challenges->plan;
	const struct migration *end = plan->migrations + plan->count;

	for (const struct migration *step = migration; step < end; step++) {
		if (parse_find(step->up, STATEMENT_RENAME_TABLE, table))
			return step > migration;
		if (parse_find(step->up, STATEMENT_DROP_TABLE, table))
			return false;
	}
	return false;
}

static bool is_empty_at_users(const struct challenges *challenges,
	const struct migration *migration, const char *table)
{
	return release_group_is_bare(challenges->batch, table) ||
	       names_have(&challenges->changed, table) ||
	       is_in_the_making(challenges, migration, table);
}

/* The other table that a row shares a key with, or NULL. */
static const char *partner_of(const struct challenge *challenge)
{
	const struct demand *demand = &challenge->ways[0].demands[0];

	for (uint32_t i = 0; i < demand->pin_count; i++) {
		if (demand->pins[i].kind == PIN_SHARED)
			return demand->pins[i].table;
	}
	return NULL;
}

/* May a user have such rows? */
static bool is_plausible(const struct challenges *challenges,
	const struct migration *migration, const struct challenge *challenge)
{
	const char *partner = partner_of(challenge);
	bool seed = challenge->kind == CHALLENGE_SEED;

	if ((seed || challenge->kind == CHALLENGE_KEY) &&
		names_have(challenges->lone, challenge->table))
		return false;
	return !(seed && is_own_list(challenges, migration, challenge->table)) &&
	       !is_empty_at_users(challenges, migration, challenge->table) &&
	       !(partner && is_empty_at_users(challenges, migration, partner));
}

static void leave_out(const struct challenges *challenges,
	const struct migration *migration, struct new_constraints *constraints)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < constraints->count; i++) {
		if (is_plausible(challenges, migration, &constraints->items[i]))
			constraints->items[kept++] = constraints->items[i];
	}
	constraints->count = kept;
}

static bool is_tried(const struct migration *migration)
{
	return !migration->released && !migration->bare &&
	       !parse_find(migration->up, STATEMENT_CALL, NULL);
}

/* What the step may stop at, as far as a user can have such rows. */
static struct new_constraints constraints_of(struct challenges *challenges,
	struct scratch *rows, const struct migration *migration,
	const struct snapshot *after)
{
	const struct script *up = migration->up;
	struct derivations derivations =
		derivations_read(challenges->arena, rows, up->up, up->up_count);
	struct new_constraints constraints = { .arena = challenges->arena,
		.before = rows,
		.after = after,
		.derivations = &derivations };

	new_constraints_find(&constraints);
	leave_out(challenges, migration, &constraints);
	constraints.derivations = NULL;
	return constraints;
}

static void begin_copy(struct attempt *attempt, struct scratch *rows)
{
	struct challenges *challenges = attempt->challenges;

	if (!challenges->synth)
		challenges->synth = synthesis_new(
			challenges->arena, POPULATION_PLAIN, challenges->plan);
	challenges->copy = copy_of(challenges, rows);
	attempt->scratch = challenges->copy;
}

static void end_copy(struct challenges *challenges)
{
	scratch_close(challenges->copy);
	challenges->copy = NULL;
}

void challenges_try(struct challenges *challenges, struct scratch *rows,
	const struct migration *migration, const struct snapshot *after)
{
	struct new_constraints constraints;
	struct attempt attempt = {
		.challenges = challenges, .migration = migration, .after = after
	};

	challenges->count = 0;
	challenges->digits = false;
	if (!is_tried(migration))
		return;
	constraints = constraints_of(challenges, rows, migration, after);
	for (uint32_t i = 0; i < constraints.count; i++)
		challenges->digits |= constraints.items[i].kind == CHALLENGE_DIGITS;
	if (!constraints.count)
		return;
	begin_copy(&attempt, rows);
	try_step(&attempt, &constraints);
	end_copy(challenges);
}

static bool see_constraint(void *context, const struct tree_constraint *constraint)
{
	bool *gives_up = context;

	*gives_up |= constraint->conflict == CONFLICT_IGNORE ||
		     constraint->conflict == CONFLICT_REPLACE;
	return true;
}

static bool enter(void *context, enum tree_node kind, const void *node)
{
	bool *gives_up = context;
	enum tree_conflict conflict = CONFLICT_NONE;

	if (kind == NODE_INSERT)
		conflict = ((const struct tree_insert *)node)->conflict;
	if (kind == NODE_UPDATE)
		conflict = ((const struct tree_update *)node)->conflict;
	*gives_up |= kind == NODE_UPSERT || conflict == CONFLICT_IGNORE ||
		     conflict == CONFLICT_REPLACE;
	return true;
}

/* Does a statement give up rows where keys meet? */
static bool gives_up_rows(const struct script *script)
{
	bool gives_up = false;
	const struct tree_visitor visitor = {
		.context = &gives_up, .constraint = see_constraint, .enter = enter
	};

	for (uint32_t i = 0; i < script->up_count && !gives_up; i++) {
		if (script->up[i].tree)
			tree_walk_statement(&visitor, script->up[i].tree);
	}
	return gives_up;
}

static void put_rows(
	struct attempt *attempt, const struct challenge *challenge, struct scratch *rows)
{
	struct scratch *copy = attempt->scratch;

	for (uint32_t i = 0; i < challenge->way_count && attempt->runs < RUNS_MOST; i++) {
		bool passes;

		begin(attempt);
		passes = meet(attempt, &challenge->ways[i]) && !run(attempt) &&
			 !attempt->kept_off;
		end(attempt);
		attempt->scratch = rows;
		passes = passes && meet(attempt, &challenge->ways[i]);
		attempt->scratch = copy;
		if (passes && takes_first(challenge))
			break;
	}
}

void challenges_put(struct challenges *challenges, struct scratch *rows,
	const struct migration *migration, const struct snapshot *after)
{
	struct new_constraints constraints;
	struct attempt attempt = {
		.challenges = challenges, .migration = migration, .after = after
	};

	bool gives_up = gives_up_rows(migration->up);

	if (!is_tried(migration) || (!gives_up && !challenges->digits))
		return;
	constraints = constraints_of(challenges, rows, migration, after);
	if (!constraints.count)
		return;
	begin_copy(&attempt, rows);
	for (uint32_t i = 0; i < constraints.count; i++) {
		enum challenge_kind kind = constraints.items[i].kind;
		bool meets = kind == CHALLENGE_KEY || kind == CHALLENGE_SEED;

		if (kind == CHALLENGE_DIGITS || (meets && gives_up))
			put_rows(&attempt, &constraints.items[i], rows);
	}
	end_copy(challenges);
}

void challenges_report(
	const struct challenges *challenges, const struct row_failure *refusal)
{
	for (uint32_t i = 0; i < challenges->count; i++) {
		const struct challenged *found = &challenges->items[i];
		struct row_failure one = *refusal;

		one.plain = false;
		one.row = found->row;
		one.backfill = found->backfill;
		row_failure_report(&one, found->statement, &found->failure);
	}
}

void challenges_note(struct challenges *challenges, const struct migration *migration,
	const struct touched *touched)
{
	const struct migration *next = release_next(challenges->plan, migration);

	if (!next || !release_together(challenges->plan, migration, next)) {
		challenges->changed.count = 0;
		return;
	}
	names_add_all(challenges->arena, &challenges->changed, &touched->schema);
}
