/*
 * passing_rows: of the rows that a step fails for, those with which it passes.
 *
 * In: a populated database before a step that fails there, and the tables that the step
 * touches. Out: the same database with as many of their rows as the step passes with.
 * That it fails was told; what it takes from the rows of those for whom it does not fail
 * is still to be seen.
 */
#ifndef GEN_REHEARSE_PASSING_ROWS_H
#define GEN_REHEARSE_PASSING_ROWS_H

#include "gen/oracle/scratch.h"
#include "gen/read/plan.h"

/*
 * Take out the other rows, and their children. False when it does not pass without any
 * rows either, or there are too many: nothing is changed then.
 */
bool passing_rows_keep(struct scratch *scratch, const struct names *tables,
	const struct migration *migration);

#endif
