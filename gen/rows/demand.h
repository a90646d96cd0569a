/*
 * demand: one row that answers a question as it is wanted.
 *
 * In: a table, conditions over its columns with the truth value that each shall have, and
 * what is pinned: values, a partner in another table or none, a twin of a row that is
 * there. Out: the row is in the table, and SQLite has said of the very row that all is as
 * wanted; or it is not, nothing is changed, and a text says why. What is not demanded is
 * drawn as for plain rows, and parents are made where they are missing.
 */
#ifndef GEN_ROWS_DEMAND_H
#define GEN_ROWS_DEMAND_H

#include <stdbool.h>
#include <stdint.h>

#include "gen/base/value.h"
#include "gen/oracle/scratch.h"
#include "gen/oracle/snapshot.h"

struct synthesis;
struct tree_expr;

enum truth { TRUTH_FALSE, TRUTH_TRUE, TRUTH_NULL };

struct demand_condition {
	const struct tree_expr *expr; /* over the columns of the table */
	enum truth wanted;
};

enum pin_kind {
	PIN_VALUE,	    /* the columns hold `value`, which may be NULL */
	PIN_FILLED,	    /* they do not hold NULL */
	PIN_SHARED,	    /* together they are as `others` in some row of `table` */
	PIN_APART,	    /* they are as `others` in no row of `table`, and not NULL */
	PIN_TWIN,	    /* as in a row that is there, which has no NULL in them */
	PIN_TWIN_IN_CASE,   /* the same but for capital and small letters */
	PIN_TWIN_IN_BLANKS, /* the same but for blanks at the end */
	PIN_REVERSED	    /* the row's own values of the columns, the last one first */
};

struct demand_pin {
	enum pin_kind kind;
	struct names columns;
	struct value value;  /* PIN_VALUE */
	const char *table;   /* PIN_SHARED, PIN_APART */
	struct names others; /* as many as columns */
	const char *where;   /* only rows of which this is true; NULL: any. Of `table`,
			      * or for twins of the table itself */
};

/* Add a row, or change one that is there. */
enum demand_way { DEMAND_EITHER, DEMAND_ADD, DEMAND_CHANGE };

struct demand {
	const char *table;
	const char *alias; /* what the conditions call it; NULL: its name */
	struct demand_condition *conditions;
	uint32_t condition_count;
	struct demand_pin *pins;
	uint32_t pin_count;
	const char *met;     /* a query that has a row when all is as wanted; or NULL */
	enum demand_way way; /* DEMAND_EITHER: change one where none can be added */
	bool orphans;	     /* foreign keys with a PIN_APART need no parent; nor does,
			      * in the end, one whose parent a condition looks for */
	uint32_t attempts;   /* at most so many rows are tried; 0: 60 */

	/* Set by synthesis_meet(): */
	const char *where;  /* SQL that is true of this row alone */
	const char *why;    /* for people: why there is none */
	bool changed;	    /* it was there before, and was changed */
	uint32_t attempted; /* how many rows were tried */
};

/*
 * Make the row in this scratch database, which need not be the one that synth has filled:
 * a copy will do. `snapshot` is its schema; NULL: the tables are as the scratch has them,
 * whatever a snapshot that is ahead of it says. What scratch says it touched, its failure
 * and its ticks are as before. A demand costs at most `attempts` statements, and those of
 * the parents it needs.
 */
bool synthesis_meet(struct synthesis *synth, struct scratch *scratch,
	const struct snapshot *snapshot, struct demand *demand);

#endif
