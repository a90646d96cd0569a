/*
 * column_uses: what the statements of a step ask of columns, by name.
 *
 * In: the statements. Out: which columns are compared with others or with literals, which
 * are taken for true or false, and whether values are put together by an aggregate. It
 * does not know which table a name belongs to.
 */
#ifndef GEN_REHEARSE_COLUMN_USES_H
#define GEN_REHEARSE_COLUMN_USES_H

#include <stdbool.h>

#include "gen/base/names.h"
#include "gen/sql/parse.h"

struct column_uses {
	struct arena *arena;
	struct names compared;
	struct names truths;   /* as a condition alone, or compared with 0 or 1 */
	struct names measured; /* compared with anything else */
	struct names
		stand_ins; /* literals that take the place of NULL: coalesce(a, 'x') */
	bool aggregates;       /* sum, avg … */
	bool adds;	       /* + and -, which do not tell what was added to what */
};

/* Add what these statements do. */
void column_uses_read(
	struct column_uses *uses, const struct statement *statements, uint32_t count);

/* Is the literal one that the step writes where there is no value? */
bool column_uses_stands_in(const struct column_uses *uses, const char *literal);

/* Is a number in it nothing but true or false, as far as the step knows? */
bool column_uses_boolean(const struct column_uses *uses, const char *column);

#endif
