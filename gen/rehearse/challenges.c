/*
 * challenges: a step tried with rows that the schema before it allows and it may refuse.
 * See challenges.h.
 */
#include "gen/rehearse/challenges.h"

#include <string.h>

#include "gen/base/arena.h"
#include "gen/base/text.h"
#include "gen/oracle/derivation.h"
#include "gen/oracle/placeholders.h"
#include "gen/oracle/query.h"
#include "gen/read/release.h"
#include "gen/rehearse/foreign_keys_on.h"
#include "gen/rehearse/refusals.h"
#include "gen/rows/synthesis.h"

enum {
	RUNS_MOST = 60,	   /* of one step */
	FOUND_MOST = 8,	   /* by one step */
	VALUE_LONGEST = 60 /* that is shown of one value */
};

/* One step on its copy. */
struct attempt {
	struct challenges *challenges;
	const struct migration *migration;
	struct scratch *scratch; /* the rows are put here */
	uint32_t runs;
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
	const struct challenges *challenges = attempt->challenges;
	const struct script *up = attempt->migration->up;

	attempt->runs++;
	if (!challenges->ready(challenges->context, attempt->scratch))
		return NULL;
	return attempt->migration->enforced
		       ? foreign_keys_on_run(attempt->scratch, up->up, up->up_count)
		       : scratch_run_all(attempt->scratch, up->up, up->up_count);
}

/* Make the rows of one way. On failure some may be there, to be undone. */
static bool meet(const struct attempt *attempt, struct challenge_rows *rows)
{
	for (uint32_t i = 0; i < rows->count; i++) {
		if (names_have(&attempt->challenges->lone, rows->demands[i].table))
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
	return challenge->kind == CHALLENGE_VALUE;
}

/* Make the rows of all ways that there are rows for; how many were made. */
static uint32_t meet_all(struct attempt *attempt, const struct refusals *refusals)
{
	uint32_t made = 0;

	for (uint32_t i = 0; i < refusals->count; i++) {
		struct challenge *challenge = &refusals->items[i];
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

/* True when the step fails with the rows of this way. */
static bool try_way(struct attempt *attempt, const struct challenge *challenge,
	struct challenge_rows *rows)
{
	struct challenges *challenges = attempt->challenges;
	const struct statement *failed = NULL;
	const char *words;

	begin(attempt);
	if (meet(attempt, rows)) {
		words = words_of(attempt->scratch, challenge, rows);
		failed = run(attempt);
		if (failed &&
			!is_known(challenges, failed, attempt->scratch->failure.message))
			*arena_add(
				challenges->arena, challenges->items, challenges->count) =
				(struct challenged){ .statement = failed,
					.failure = attempt->scratch->failure,
					.row = words };
	}
	end(attempt);
	return failed != NULL;
}

static void try_each(struct attempt *attempt, const struct refusals *refusals)
{
	for (uint32_t i = 0; i < refusals->count; i++) {
		const struct challenge *challenge = &refusals->items[i];

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

static void try_step(struct attempt *attempt, const struct refusals *refusals)
{
	uint32_t made;
	bool failed = false;

	begin(attempt);
	made = meet_all(attempt, refusals);
	if (made)
		failed = run(attempt) != NULL;
	end(attempt);
	if (failed && !fails_alone(attempt))
		try_each(attempt, refusals);
}

/* Leave out what no user can have. */
static void leave_out(const struct challenges *challenges, struct refusals *refusals)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < refusals->count; i++) {
		const struct challenge *challenge = &refusals->items[i];
		bool pair = challenge->kind == CHALLENGE_KEY ||
			    challenge->kind == CHALLENGE_SEED;

		if (!names_have(&challenges->bare, challenge->table) &&
			!names_have(&challenges->changed, challenge->table) &&
			!(pair && names_have(&challenges->lone, challenge->table)))
			refusals->items[kept++] = *challenge;
	}
	refusals->count = kept;
}

static bool is_tried(const struct migration *migration)
{
	return !migration->released && !migration->bare &&
	       !parse_find(migration->up, STATEMENT_CALL, NULL);
}

void challenges_try(struct challenges *challenges, struct scratch *rows,
	const struct migration *migration, const struct snapshot *after)
{
	const struct script *up = migration->up;
	struct derivations derivations;
	struct refusals refusals = {
		.arena = challenges->arena, .before = rows, .after = after
	};
	struct attempt attempt = { .challenges = challenges, .migration = migration };

	challenges->count = 0;
	if (!is_tried(migration))
		return;
	derivations = derivations_read(challenges->arena, rows, up->up, up->up_count);
	refusals.derivations = &derivations;
	refusals_find(&refusals);
	leave_out(challenges, &refusals);
	if (!refusals.count)
		return;
	if (!challenges->synth)
		challenges->synth = synthesis_new(
			challenges->arena, POPULATION_PLAIN, challenges->plan);
	challenges->copy = copy_of(challenges, rows);
	attempt.scratch = challenges->copy;
	try_step(&attempt, &refusals);
	scratch_close(challenges->copy);
	challenges->copy = NULL;
}

void challenges_report(
	const struct challenges *challenges, const struct row_failure *refusal)
{
	for (uint32_t i = 0; i < challenges->count; i++) {
		const struct challenged *found = &challenges->items[i];
		struct row_failure one = *refusal;

		one.plain = false;
		one.row = found->row;
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
