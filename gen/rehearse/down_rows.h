/*
 * down_rows: which rows a down migration may not take.
 *
 * In: the tables before a step, and the databases after it. Out: as they are now, the
 * rows that were there before the step. What the step added may go; and so may a row
 * under the key of one that the step puts into a new database, which it may have found
 * there already.
 */
#ifndef GEN_REHEARSE_DOWN_ROWS_H
#define GEN_REHEARSE_DOWN_ROWS_H

#include "gen/rehearse/losses.h"

/* Into down->before and down->known; `empty` is the database without rows. */
void down_rows_take(struct losses *down, const struct losses *up, struct scratch *empty);

#endif
