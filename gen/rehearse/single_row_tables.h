/*
 * single_row_tables: tables that hold one row, by convention only.
 *
 * In: a populated database before a step. Out: whether a step that failed on it passes
 * once each such table has one row, as in a table of settings that no CHECK holds to its
 * row. What is taken for one: a table that the history itself gave exactly one row, or
 * whose key has a constant default.
 */
#ifndef GEN_REHEARSE_SINGLE_ROW_TABLES_H
#define GEN_REHEARSE_SINGLE_ROW_TABLES_H

#include "gen/oracle/scratch.h"
#include "gen/oracle/snapshot.h"
#include "gen/read/plan.h"

struct lone {
	struct arena *arena;
	struct map single;   /* tables that hold one row where nobody added any */
	const char **tables; /* those that the step in hand meets */
	uint32_t count;
	struct scratch *before; /* the populated database before the step, or NULL */
	bool asked;		/* the step has run on it */
	const char *culprit;	/* then: the answer */
};

void lone_init(struct lone *lone, struct arena *arena);

/* A step is about to run on `filled`: keep what it meets, if it meets such a table. */
void lone_keep(struct lone *lone, const struct scratch *filled, const struct plan *plan,
	const struct touched *touched);

/* The step failed. The table that it needs to hold one row, or NULL. */
const char *lone_culprit(struct lone *lone, const struct migration *migration);

/* The step is over; `empty` is the database that nobody adds rows to. */
void lone_note(struct lone *lone, struct scratch *empty, const struct snapshot *snapshot,
	const struct touched *touched);

/* Forget the database that was kept. */
void lone_drop(struct lone *lone);

#endif
