/*
 * row_failures: a step that passes on empty tables and not on rows, put into words.
 *
 * In: what SQLite said on a populated database, or a claim that is not true there, and
 * what is known of the rows. Out: the finding, with the ingredient that did it and the
 * cure. It runs nothing.
 */
#ifndef GEN_REHEARSE_ROW_FAILURES_H
#define GEN_REHEARSE_ROW_FAILURES_H

#include "gen/base/map.h"
#include "gen/oracle/scratch.h"
#include "gen/oracle/snapshot.h"

struct diags;

/* What makes a failure less severe. */
struct mercy {
	bool batch;	  /* users do not have the rows that it needs */
	const char *lone; /* the table that holds one row by convention, or NULL */
};

struct row_failure {
	struct arena *arena;
	struct diags *diags;
	struct map *reported; /* findings of the step in hand */
	const struct snapshot *snapshot;
	const struct script *script;
	bool plain;    /* the rows had no NULLs and no duplicates */
	bool enforced; /* it ran with foreign keys on */
	struct mercy mercy;
	const char *row;      /* for which it fails, in words; NULL: not known */
	const char *backfill; /* it passes once this one is done; or NULL */
};

/* SQLite refused a statement of the step. */
void row_failure_report(const struct row_failure *refusal,
	const struct statement *statement, const struct failure *failure);

/* The step ran, but what its author claims is not true after it. */
void row_failure_claim(
	const struct row_failure *refusal, struct span span, const char *words);

#endif
