/*
 * comparison: a table before and after a step, and what of it is nowhere.
 *
 * In: its pictures. Out: which row became which, and the fates of those that did not stay
 * what they were. Rows that are there as they were are not asked about: only what is
 * gone, what is another value, and what a copy filled from something else.
 */
#ifndef GEN_REHEARSE_COMPARISON_H
#define GEN_REHEARSE_COMPARISON_H

#include "gen/rehearse/conservation.h"
#include "gen/rehearse/loss.h"

struct comparison {
	struct losses *losses;
	struct loss loss;
	const struct table_rows *known; /* only columns that it has count; NULL: all do */
	const uint32_t *match;		/* by row: its row in loss.after, or UINT32_MAX */
	uint32_t *others; /* by column: its number in loss.after, or UINT32_MAX */
	uint32_t gone;	  /* rows without a match */
	bool deleted;	  /* a DELETE says which rows go */
	struct fates fates;
	uint32_t lost;	     /* rows */
	uint32_t renumbered; /* rows whose key is another, and nothing refers to it */
};

/* Pictures to fates. */
void comparison_judge(struct comparison *comparison);

/* How many values of a column are lost, of rows that are not; the first such row. */
uint32_t comparison_lost_cells(
	const struct comparison *comparison, uint32_t column, uint32_t *first);

/* "id = 3, a = 'x', b = NULL". */
const char *comparison_row_words(const struct comparison *comparison, uint32_t row);

#endif
