/*
 * changed_values: which statement gave a column other values, and whether by name.
 *
 * In: a column whose values are not what they were. Out: the finding: set by name, filled
 * from something else or by position, left out of the copy, stored as another type, or
 * changed in silence. What an UPDATE sets, or a copy makes of the column itself, is its
 * author's word, unless different values become one.
 */
#ifndef GEN_REHEARSE_CHANGED_VALUES_H
#define GEN_REHEARSE_CHANGED_VALUES_H

#include "gen/rehearse/loss.h"

struct changed_values {
	uint32_t column, other; /* its number before and after */
	const uint32_t *match;	/* which row became which, lost ones left out */
	struct table_rows_difference difference;
	uint32_t lost;	     /* values that are kept nowhere else */
	uint32_t lost_there; /* of these, in rows that are still there */
	uint32_t lost_proper; /* of these, of the class that the column's type names */
	uint32_t renumbered; /* rows whose key is another, and nothing refers to it */
};

/* A statement that names the column as one it sets, or NULL. */
const struct statement *changed_values_setter(const struct loss *loss);

/* Report why the values of loss->column changed. */
void changed_values_report(struct loss *loss, const struct changed_values *changed);

#endif
