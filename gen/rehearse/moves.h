/*
 * moves: rows that a copy put into another table as they were.
 *
 * In: the rows that a table lost, and the step's copies. Out: which of them, with the
 * columns that a copy names, are together in one row of the table that it fills. It
 * spares the trials: what it does not find is tried.
 */
#ifndef GEN_REHEARSE_MOVES_H
#define GEN_REHEARSE_MOVES_H

#include "gen/rehearse/comparison.h"

/* Nothing is asked any more of what is found. */
void moves_find(struct comparison *comparison);

#endif
