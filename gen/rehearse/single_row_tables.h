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

#include "gen/oracle/snapshot.h"
#include "gen/rehearse/replay.h"

struct single_row_tables {
	struct arena *arena;
	struct map single;   /* tables that hold one row where nobody added any */
	struct map sole;     /* tables that hold one row and nothing refers to it */
	struct names tables; /* those that the step in hand meets */
};

void single_row_init(struct single_row_tables *lone, struct arena *arena);

/* Has the table one row that nothing refers to, as the steps before this one left it? */
bool single_row_sole(const struct single_row_tables *lone, const char *table);

/* Does a step that touches these meet such a table? */
bool lone_meets(struct single_row_tables *lone, const struct touched *touched);

/*
 * The step failed; or, with a fact, that was not true after it. The tables that it needs
 * to hold one row, or NULL.
 */
const char *single_row_culprit(const struct single_row_tables *lone,
	const struct replay *before, const struct migration *migration,
	const struct snapshot *snapshot, const struct fact *fact);

/* The step is over; `empty` is the database that nobody adds rows to. */
void single_row_note(struct single_row_tables *lone, struct scratch *empty,
	const struct snapshot *snapshot, const struct touched *touched);

#endif
