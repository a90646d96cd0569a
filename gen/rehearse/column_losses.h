/*
 * column_losses: findings for values that are lost, or are not what they were.
 *
 * In: a comparison that was judged. Out: findings, one a column: it was dropped, left
 * out, changed, or went with rows that else are kept.
 */
#ifndef GEN_REHEARSE_COLUMN_LOSSES_H
#define GEN_REHEARSE_COLUMN_LOSSES_H

#include "gen/rehearse/comparison.h"

void column_losses_report(struct comparison *comparison);

/* Copies into other tables that put values into the wrong columns. */
void column_losses_crossed(struct comparison *comparison);

#endif
