/*
 * coverage: which situations of a history's statements the rows have met.
 *
 * In: each statement, right before it runs on populated databases. Out: what it
 * distinguishes, what of that a row met, and rows for what none did. One of these goes
 * through the whole history, step by step, on both populations.
 */
#ifndef GEN_COVERAGE_COVERAGE_H
#define GEN_COVERAGE_COVERAGE_H

#include <stdio.h>

#include "gen/coverage/situation.h"
#include "gen/rows/synthesis.h"

struct coverage;
struct diags;
struct migration;

/* Counts of situations; those that the schema rules out are not among `all`. */
struct coverage_counts {
	uint32_t all, met, ruled_out, unasked;
};

struct coverage *coverage_new(struct arena *arena);

/* Statements that run together: those of a step, or of one of its backfills. */
struct coverage_part {
	const struct script *script;
	const struct statement *statements;
	uint32_t statement_count;
	uint32_t first, end; /* what is kept of them */
};

struct coverage_part coverage_begin(struct coverage *coverage,
	const struct migration *migration, const struct script *script,
	const struct statement *statements, uint32_t count);

/*
 * Before they run: what rows there are, and rows for what none meets. Both populations
 * are looked at in turn, the plain one first; rows are made in the adversarial one.
 * `snapshot` tells which tables refer to which.
 */
void coverage_look(struct coverage *coverage, const struct coverage_part *part,
	struct scratch *scratch, const struct snapshot *snapshot,
	enum population population);
void coverage_make(struct coverage *coverage, const struct coverage_part *part,
	struct scratch *scratch, struct synthesis *synth);

/* Right before a statement of them runs: what it meets. */
void coverage_meet(struct coverage *coverage, const struct coverage_part *part,
	struct scratch *scratch, const struct snapshot *snapshot,
	enum population population, const struct statement *statement);

/* After they have run on both: a note for each statement that met not all. */
void coverage_report(const struct coverage *coverage, const struct coverage_part *part,
	struct diags *diags);

struct coverage_counts coverage_counts(const struct coverage *coverage);

/* All situations, statement by statement; as text or as JSON. */
void coverage_print(const struct coverage *coverage, FILE *out, bool json);

/* Make rows for the situation in this database; false: why is told. Rows stay. */
struct making_of {
	struct arena *arena;
	struct scratch *scratch;
	struct synthesis *synth;
	bool change;	   /* rows that are there, too */
	bool find;	   /* a row that is there will do */
	bool absent;	   /* a row that LEFT JOIN may lack is not made to be NULL */
	bool aside;	   /* what asks other rows waits until those are made */
	bool varied;	   /* one of these two made a difference */
	uint32_t attempts; /* that are left to the step */
	struct map rows;   /* made in each table in the step */
	struct names made; /* tables in which the situation in hand has got a row */
};
bool making_try(struct making_of *making, struct situation *situation);

#endif
