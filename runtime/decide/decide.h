/*
 * decide: the verdict for each step, from the tracking rows and the truth of the checks.
 *
 * In: a handle inside a transaction. Out: which step the database is at, and RUN, SKIP,
 * RECONCILE, CONFLICT or DRIFT for each step. It changes nothing.
 */
#ifndef INSTAR_DECIDE_DECIDE_H
#define INSTAR_DECIDE_DECIDE_H

#include "runtime/core/handle.h"
#include "runtime/records/adoption.h"
#include "runtime/records/tracking.h"
#include "runtime/schema/schema.h"

/*
 * The truth of a check, beside 0 and 1: what it claims is there, with another definition.
 * That is told, and counts as there: released files are edited, and old databases differ.
 */
#define INSTAR__OTHER_DEFINITION 2

/* How much of what a step makes is there. */
enum instar__presence { INSTAR__ABSENT, INSTAR__PARTIAL, INSTAR__PRESENT };

/* What was there before the first step: is it there? */
enum instar__base {
	INSTAR__BASE_NONE, /* the set has no base.sql */
	INSTAR__BASE_THERE,
	INSTAR__BASE_DUE,  /* nothing is there at all: it runs before the first step */
	INSTAR__BASE_LACKS /* a database that is no new one should have it */
};

struct instar__decision {
	struct instar__schema schema;
	struct instar__track track;
	struct instar__adoption adoption;
	unsigned char *truth;	 /* for each check: 0, 1 or INSTAR__OTHER_DEFINITION */
	unsigned char *verdicts; /* for each step: enum instar_verdict */
	uint32_t stands_at;
	uint32_t pending; /* RUN and RECONCILE */
	uint32_t conflicts, drifted;
	bool settled;	  /* the schema is exactly that of stands_at; `schema` is empty */
	/* The first CONFLICT or DRIFT: a step from 0, INSTAR__AT_BASE, or INSTAR_NONE. */
	uint32_t problem;
	enum instar__base base;
};

void instar__decision_init(struct instar__decision *decision);
void instar__decision_free(struct instar__decision *decision);

/*
 * Inspect and judge, inside a transaction. Whole-database verdicts are errors of the
 * handle; an error of SQLite, a lock included, is left in h->sql for the caller to
 * retry or to report. True when the decision is whole.
 */
bool instar__decide(instar *h, struct instar__decision *decision);

/*
 * evidence.c, for decide: of a decision whose schema is loaded, its track, its adoption,
 * the truth of the checks and its position. `tracked`: our own table is there and was
 * read. False after an error.
 */
bool instar__evidence(instar *h, struct instar__decision *decision, bool tracked);

/*
 * evidence.c: checks that do not hold for a definition only count as true, unless it is
 * the definition of another step. Before the position is known (INSTAR_NONE) those whose
 * definition tells no step from another, then those alive at the position.
 */
void instar__excuse_definitions(const instar_set *set,
	const struct instar__schema *schema, uint32_t position, unsigned char *truth);

/*
 * evidence.c: views of another definition that a step reads which will run do not count
 * as true any more. True when there was one: judge again.
 */
bool instar__withdraw_excuses(const instar *h, struct instar__decision *decision);

/* Why the step (from 0) got its verdict, in a sentence; still inside the transaction. */
void instar__decision_reason(instar *h, const struct instar__decision *decision,
	uint32_t step, char *out, size_t size);

/*
 * The name of what a database is at: the step just before the position, base.sql, or ""
 * when nothing is there.
 */
const char *instar__decision_current(
	const instar *h, const struct instar__decision *decision, uint32_t position);

/* Does the step (from 0) come from the records of another tool? */
bool instar__is_adopted(const struct instar__decision *decision, uint32_t step);

/* Make the first CONFLICT or DRIFT the handle's error, if there is one. */
int instar__decision_refuse(instar *h, const struct instar__decision *decision);

/*
 * After something was run: the schema and the truth of the checks as they are now, for a
 * position. Errors are in h->sql.
 */
void instar__decision_reread(
	instar *h, struct instar__decision *decision, uint32_t position);

/*
 * Fail with VALIDATION when a check alive at the position does not hold by what was
 * reread, unless it is excused; `format` takes the words why. Returns the sticky code.
 */
int instar__decision_validate(instar *h, const struct instar__decision *decision,
	uint32_t position, const char *format,
	bool (*excused)(const void *context, const instar_set *set, uint32_t check),
	const void *context);

/* The rules themselves, over a set and the truth of its checks. */

/* The table of verdicts. */
enum instar_verdict instar__verdict(bool recorded, enum instar__presence presence);

/*
 * The position, from `recorded` (the highest recorded one) up, whose living checks agree
 * best with the truth; the lowest of equals. INSTAR_NONE when there is no memory.
 */
uint32_t instar__stands_at(
	const instar_set *set, const unsigned char *truth, uint32_t recorded);

/*
 * All positions whose living checks agree best with the truth, into best[position].
 * False when there is no memory.
 */
bool instar__stands_also(
	const instar_set *set, const unsigned char *truth, unsigned char *best);

/* How much of a step (from 0) is there in a database that is at a position. */
enum instar__presence instar__presence(const instar_set *set, const unsigned char *truth,
	uint32_t step, uint32_t stands_at);

#endif
