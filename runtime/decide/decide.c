/*
 * decide: the verdict for each step. See decide.h.
 *
 * What is expected of a database at position q is the set of checks alive at q, never
 * all fingerprints of all steps before: a column that step 3 adds and step 9 drops is
 * not missing at 12.
 */
#include "runtime/decide/decide.h"

#include <string.h>

#include "runtime/core/error.h"
#include "runtime/decide/exact_schema.h"
#include "runtime/schema/check.h"

/* clang-format off */
static const enum instar_verdict verdicts[2][3] = {
	/*               absent         partial          present */
	/* unrecorded */ { INSTAR_RUN,   INSTAR_CONFLICT, INSTAR_RECONCILE },
	/* recorded   */ { INSTAR_DRIFT, INSTAR_DRIFT,    INSTAR_SKIP },
};
/* clang-format on */

enum instar_verdict instar__verdict(bool recorded, enum instar__presence presence)
{
	return verdicts[recorded][presence];
}

/*
 * What a check adds to the score of the positions at which it is alive. That something is
 * not there speaks for nothing: it may never have been. A definition that was proved, to
 * the letter, only decides between equals: another text proves nothing.
 */
static int64_t worth(const struct instar_check *check, bool holds)
{
	static const int64_t claim = 1 << 24;

	if (check->flags & INSTAR_CHECK_MEMO)
		return holds ? 1 : 0;
	if (!holds)
		return -claim;
	return check->flags & INSTAR_CHECK_NOT ? 0 : claim;
}

/* The sum over living checks, from 0 up: each birth and death moves it once. */
static uint32_t best_position(const instar_set *set, const int64_t *moves, uint32_t from)
{
	int64_t score = 0, best = 0;
	uint32_t position = from;

	for (uint32_t q = 0; q <= set->step_count; q++) {
		score += moves[q];
		if (q == from || (q > from && score > best)) {
			best = score;
			position = q;
		}
	}
	return position;
}

/* How the score changes at each position; sqlite3_free() it. NULL without memory. */
static int64_t *moves_of(
	const instar_set *set, const unsigned char *truth, uint32_t recorded)
{
	size_t size = ((size_t)set->step_count + 2) * sizeof(int64_t);
	int64_t *moves = sqlite3_malloc64(size);

	if (!moves)
		return NULL;
	memset(moves, 0, size);
	for (uint32_t i = 0; i < set->check_count; i++) {
		const struct instar_check *check = &set->checks[i];

		if (check->death <= recorded)
			continue;
		moves[check->birth] += worth(check, truth[i]);
		if (check->death <= set->step_count)
			moves[check->death] -= worth(check, truth[i]);
	}
	return moves;
}

uint32_t instar__stands_at(
	const instar_set *set, const unsigned char *truth, uint32_t recorded)
{
	int64_t *moves;
	uint32_t position;

	if (recorded == set->step_count)
		return recorded;
	moves = moves_of(set, truth, recorded);
	if (!moves)
		return INSTAR_NONE;
	position = best_position(set, moves, recorded);
	sqlite3_free(moves);
	return position;
}

bool instar__stands_also(
	const instar_set *set, const unsigned char *truth, unsigned char *best)
{
	int64_t *moves = moves_of(set, truth, 0);
	int64_t score = 0, highest = 0;

	if (!moves)
		return false;
	for (uint32_t q = 0; q <= set->step_count; q++) {
		moves[q] = score += moves[q];
		highest = q == 0 || score > highest ? score : highest;
	}
	for (uint32_t q = 0; q <= set->step_count; q++)
		best[q] = moves[q] == highest;
	sqlite3_free(moves);
	return true;
}

/* Is the same claim, made by an earlier step, alive at that position? */
static bool is_explained(
	const instar_set *set, const struct instar_check *check, uint32_t position)
{
	for (uint32_t i = check->prior; i != INSTAR_NONE; i = set->checks[i].prior) {
		if (instar__check_alive(&set->checks[i], position))
			return true;
	}
	return false;
}

/*
 * Does the truth of a check of a step above the position tell that the step has run? Not
 * when an older claim explains it; nor, unless the step is the next one, when it is about
 * rows or about what should be gone, which may never have been there.
 */
static bool is_evidence(
	const instar_set *set, const struct instar_check *check, uint32_t position)
{
	bool plain =
		check->kind != INSTAR_CHECK_ROWS && !(check->flags & INSTAR_CHECK_NOT);

	return (plain || check->birth == position + 1) &&
	       !is_explained(set, check, position);
}

enum instar__presence instar__presence(const instar_set *set, const unsigned char *truth,
	uint32_t step, uint32_t stands_at)
{
	struct instar_range checks = instar__checks_of(set, step);
	bool below = step < stands_at || step == INSTAR__AT_BASE;
	uint32_t there = 0, asked = 0;

	for (uint32_t i = checks.first; i < checks.first + checks.count; i++) {
		const struct instar_check *check = &set->checks[i];

		if (!instar__check_tells(check) ||
			(below && !instar__check_alive(check, stands_at)) ||
			(!below && !is_evidence(set, check, stands_at)))
			continue;
		asked++;
		there += truth[i] != 0;
	}
	if (!asked)
		return below ? INSTAR__PRESENT : INSTAR__ABSENT;
	if (!there)
		return INSTAR__ABSENT;
	return there == asked ? INSTAR__PRESENT : INSTAR__PARTIAL;
}

void instar__decision_init(struct instar__decision *decision)
{
	memset(decision, 0, sizeof(*decision));
	instar__schema_init(&decision->schema);
	decision->problem = INSTAR_NONE;
}

void instar__decision_free(struct instar__decision *decision)
{
	instar__schema_free(&decision->schema);
	instar__track_free(&decision->track);
	sqlite3_free(decision->truth);
	sqlite3_free(decision->verdicts);
	instar__decision_init(decision);
}

static bool make_decision_room(instar *h, struct instar__decision *decision)
{
	size_t checks = (size_t)h->set->check_count + 1;
	size_t steps = (size_t)h->set->step_count + 1;

	decision->truth = instar__sql_memory(&h->sql, checks);
	decision->verdicts = instar__sql_memory(&h->sql, steps);
	return !h->sql.code;
}

static void count_verdict(struct instar__decision *decision, uint32_t step)
{
	switch ((enum instar_verdict)decision->verdicts[step]) {
	case INSTAR_RUN:
	case INSTAR_RECONCILE:
		decision->pending++;
		return;
	case INSTAR_CONFLICT:
		decision->conflicts++;
		break;
	case INSTAR_DRIFT:
		decision->drifted++;
		break;
	case INSTAR_SKIP:
		return;
	}
	if (decision->problem == INSTAR_NONE)
		decision->problem = step;
}

/*
 * A step that the database is past, and of which nothing is left, may only run again
 * when each of its statements makes what should be there now; others would repeat what
 * later steps have built upon.
 */
static bool can_run_again(const instar_set *set, uint32_t step, uint32_t stands_at)
{
	const struct instar_range *up = &set->steps[step].up;

	for (uint32_t i = up->first; i < up->first + up->count; i++) {
		uint32_t guard = set->statements[i].guard;

		if (guard == INSTAR_NONE ||
			!instar__check_alive(&set->checks[guard], stands_at))
			return false;
	}
	return true;
}

static bool is_object(const struct instar_check *check)
{
	return !(check->flags & INSTAR_CHECK_NOT) && instar__check_tells(check) &&
	       (check->kind == INSTAR_CHECK_TABLE || check->kind == INSTAR_CHECK_INDEX ||
		       check->kind == INSTAR_CHECK_VIEW ||
		       check->kind == INSTAR_CHECK_TRIGGER);
}

/* Is an object of that name expected at the position? */
static bool is_expected(
	const instar_set *set, const struct instar_check *wanted, uint32_t at)
{
	for (uint32_t i = 0; i < set->check_count; i++) {
		const struct instar_check *check = &set->checks[i];

		if (is_object(check) && instar__check_alive(check, at) &&
			sqlite3_stricmp(
				set->text + check->name, set->text + wanted->name) == 0)
			return true;
	}
	return false;
}

/* Does something that nobody expects have the name of what the step makes? */
static bool is_obstructed(
	const instar *h, const struct instar__decision *decision, uint32_t step)
{
	const struct instar_range *checks = &h->set->steps[step].checks;

	for (uint32_t i = checks->first; i < checks->first + checks->count; i++) {
		const struct instar_check *check = &h->set->checks[i];
		bool trigger = check->kind == INSTAR_CHECK_TRIGGER;

		if (is_object(check) && !decision->truth[i] &&
			instar__schema_find(&decision->schema, trigger,
				instar__text(h, check->name)) &&
			!is_expected(h->set, check, decision->stands_at))
			return true;
	}
	return false;
}

/* Nothing of the step is there: can it run as it is? */
static bool can_run(
	const instar *h, const struct instar__decision *decision, uint32_t step)
{
	if (step < decision->stands_at)
		return can_run_again(h->set, step, decision->stands_at);
	return !is_obstructed(h, decision, step);
}

/*
 * Steps outside a transaction may have stopped halfway. What they do can be done twice,
 * so they run again from their first statement.
 */
static bool stopped_halfway(const instar *h, const struct instar__decision *decision,
	uint32_t step, enum instar__presence presence)
{
	return decision->track.started[step] ||
	       (h->set->steps[step].flags & INSTAR_STEP_NO_TRANSACTION &&
		       presence == INSTAR__PARTIAL);
}

static void judge_steps(instar *h, struct instar__decision *decision)
{
	for (uint32_t i = 0; i < h->set->step_count; i++) {
		enum instar__presence presence =
			instar__presence(h->set, decision->truth, i, decision->stands_at);

		if (presence == INSTAR__ABSENT && !decision->track.recorded[i] &&
			!can_run(h, decision, i))
			presence = INSTAR__PARTIAL;
		if (!decision->track.recorded[i] &&
			stopped_halfway(h, decision, i, presence))
			presence = INSTAR__ABSENT;
		decision->verdicts[i] = (unsigned char)instar__verdict(
			decision->track.recorded[i], presence);
		/* What another tool recorded is there, but not yet recorded by us. */
		if (decision->adoption.tool && decision->verdicts[i] == INSTAR_SKIP)
			decision->verdicts[i] = INSTAR_RECONCILE;
		count_verdict(decision, i);
	}
}

/* Is there nothing in the file, or nothing but what other sets keep in it? */
static bool is_free(instar *h, const struct instar__decision *decision)
{
	const struct instar__track *track = &decision->track;

	if (track->rows || decision->adoption.tool || decision->stands_at)
		return false;
	return decision->schema.count == (track->exists ? 1u : 0u) ||
	       (track->exists &&
		       instar__sql_int(&h->sql,
			       "SELECT EXISTS (SELECT 1 FROM main.schema_migrations)", 0));
}

/*
 * What was there before the first step is no step and is recorded nowhere: a new database
 * gets it, of every other one it is expected.
 */
static void judge_base(instar *h, struct instar__decision *decision)
{
	enum instar__presence presence;

	if (!instar__has_base(h))
		return;
	presence = instar__presence(
		h->set, decision->truth, INSTAR__AT_BASE, decision->stands_at);
	decision->base = INSTAR__BASE_THERE;
	if (presence == INSTAR__PRESENT)
		return;
	if (presence == INSTAR__ABSENT && is_free(h, decision)) {
		decision->base = INSTAR__BASE_DUE;
		return;
	}
	decision->base = INSTAR__BASE_LACKS;
	decision->problem = INSTAR__AT_BASE;
	decision->drifted++;
}

const char *instar__decision_current(
	const instar *h, const struct instar__decision *decision, uint32_t position)
{
	return !position && decision->base != INSTAR__BASE_THERE
		       ? ""
		       : instar__id_at(h, position);
}

/* Nothing of the set is there and nothing recorded: the baseline can make it. */
static bool is_new(const instar *h, const struct instar__decision *decision)
{
	if (instar__has_base(h) && decision->base != INSTAR__BASE_DUE)
		return false;
	for (uint32_t i = 0; i < h->set->step_count; i++) {
		if (decision->verdicts[i] != INSTAR_RUN)
			return false;
	}
	return !decision->track.rows && !decision->stands_at;
}

/* The release that still has the SQL of the retired steps, or "". */
static const char *last_release(const instar *h)
{
	for (uint32_t i = h->set->retired; i-- > 0;) {
		if (h->set->steps[i].release)
			return instar__text(h, h->set->steps[i].release);
	}
	return "";
}

/* A step that is due and was retired from this program cannot be made up for. */
static void refuse_too_old(instar *h, const struct instar__decision *decision)
{
	const char *release = last_release(h);
	const char *at = instar__decision_current(h, decision, decision->stands_at);
	uint32_t step = 0;

	while (step < h->set->retired && decision->verdicts[step] != INSTAR_RUN)
		step++;
	if (step >= h->set->retired || decision->problem != INSTAR_NONE ||
		is_new(h, decision))
		return;
	h->at_step = step;
	instar__fail(h, INSTAR_E_TOO_OLD,
		"start that release once, then this program again",
		*release ? "too old: this database is at %s; start release %s first"
			 : "too old: this database is at %s; start a release that "
			   "still has "
			   "step %s first",
		*at ? at : "nothing yet",
		*release ? release : instar__id_at(h, h->set->retired));
	h->at_step = INSTAR_NONE;
}

/* An own step that is due below newer ones cannot be made up for. */
static void refuse_below_newer(instar *h, const struct instar__decision *decision)
{
	const struct instar__newer *newer = &decision->track.newer;
	uint32_t step = 0;
	char words[320];

	if (!newer->count || !decision->pending || h->error.code)
		return;
	while (decision->verdicts[step] != INSTAR_RUN &&
		decision->verdicts[step] != INSTAR_RECONCILE)
		step++;
	instar__newer_words(newer, words, sizeof(words));
	instar__fail(h, INSTAR_E_TOO_NEW,
		"use the program that wrote this database, or a newer one",
		"%s; %s of this program is not recorded below it", words,
		instar__text(h, h->set->steps[step].id));
}

/*
 * The steps up to a position are recorded and the schema is the one proved there: there
 * is nothing to judge.
 */
static bool is_settled(
	instar *h, struct instar__decision *decision, struct instar__exact_schema exact)
{
	uint32_t highest = decision->track.highest;

	if (!highest || decision->track.count != highest ||
		!instar__exact_schema_at(h, exact, highest))
		return false;
	memset(decision->verdicts, INSTAR_SKIP, highest);
	memset(decision->verdicts + highest, INSTAR_RUN, h->set->step_count - highest);
	decision->pending = h->set->step_count - highest;
	decision->stands_at = highest;
	decision->settled = true;
	return true;
}

/* The down migration begins above this program's last step: nothing can be judged yet. */
static bool is_beyond(const instar *h, const struct instar__decision *decision)
{
	return h->going_back && decision->track.newer.count;
}

bool instar__decide(instar *h, struct instar__decision *decision)
{
	struct instar__exact_schema exact = instar__exact_schema_read(h);

	if (h->sql.code || !make_decision_room(h, decision))
		return false;
	if (exact.tracked && instar__track_read(h, true, &decision->track))
		return false;
	if (is_beyond(h, decision))
		return true;
	if (is_settled(h, decision, exact)) {
		refuse_too_old(h, decision);
		refuse_below_newer(h, decision);
		return !h->error.code;
	}
	if (h->sql.code || instar__schema_load(&decision->schema, &h->sql))
		return false;
	if (!instar__evidence(h, decision, exact.tracked))
		return false;
	if (is_beyond(h, decision))
		return true;
	if (h->error.code)
		return false;
	judge_steps(h, decision);
	if (instar__withdraw_excuses(h, decision)) {
		decision->pending = decision->conflicts = decision->drifted = 0;
		decision->problem = INSTAR_NONE;
		judge_steps(h, decision);
	}
	judge_base(h, decision);
	if (h->sql.code)
		return false;
	refuse_too_old(h, decision);
	refuse_below_newer(h, decision);
	return !h->error.code;
}

/* Definitions that were others before and are still excuse their checks as they did. */
static void excuse_again(
	const instar *h, struct instar__decision *decision, const unsigned char *before)
{
	for (uint32_t i = 0; i < h->set->check_count; i++) {
		if (before[i] == INSTAR__OTHER_DEFINITION && !decision->truth[i] &&
			instar__check_is_other(
				&decision->schema, h->set, &h->set->checks[i]))
			decision->truth[i] = INSTAR__OTHER_DEFINITION;
	}
}

void instar__decision_reread(
	instar *h, struct instar__decision *decision, uint32_t position)
{
	unsigned char *before = decision->truth;

	instar__schema_free(&decision->schema);
	instar__schema_load(&decision->schema, &h->sql);
	decision->truth = instar__sql_memory(&h->sql, (uint64_t)h->set->check_count + 1);
	if (decision->truth) {
		instar__check_truth(
			&h->sql, &decision->schema, h->set, position, decision->truth);
		excuse_again(h, decision, before);
		sqlite3_free(before);
	} else {
		decision->truth = before;
	}
}

int instar__decision_validate(instar *h, const struct instar__decision *decision,
	uint32_t position, const char *format,
	bool (*excused)(const void *context, const instar_set *set, uint32_t check),
	const void *context)
{
	char why[256];

	instar__fail_sql(h);
	for (uint32_t i = 0; i < h->set->check_count && !h->error.code; i++) {
		const struct instar_check *check = &h->set->checks[i];

		if (!instar__check_alive(check, position) ||
			check->flags & INSTAR_CHECK_MEMO || decision->truth[i] ||
			(excused && excused(context, h->set, i)))
			continue;
		instar__check_why(
			&h->sql, &decision->schema, h->set, check, why, sizeof(why));
		h->at_step = check->birth ? check->birth - 1 : INSTAR__AT_BASE;
		instar__fail(h, INSTAR_E_VALIDATION, "report this to the program's maker",
			format, why);
		h->at_step = INSTAR_NONE;
	}
	return h->error.code;
}
