/*
 * meeting: one demand while a row for it is looked for.
 *
 * In: a demand and the table's recipe. Out: what a try pins, and what has to be true of
 * the row afterwards. The files of this room share it; others see demand.h.
 */
#ifndef GEN_ROWS_MEETING_H
#define GEN_ROWS_MEETING_H

#include "gen/rows/demand.h"
#include "gen/rows/row.h"

/* What has to be true of the row; a failed one says which columns to draw again. */
struct test {
	const char *sql;   /* an expression over one row of the table */
	const char *words; /* for people */
	uint32_t *columns;
	uint32_t column_count;
};

/* What a column is compared with: SQL over the row, evaluated while a row is there. */
struct aim {
	uint32_t column;
	const char *sql;
	uint32_t test; /* the condition that it is in */
	uint32_t slot; /* its candidates among the column's, or RECIPE_NONE */
};

struct meeting {
	struct synthesis *synth;
	struct arena *arena;
	struct demand *demand;
	struct plot *plot;
	const char *alias;
	const char *rowid; /* the rowid's name; NULL: WITHOUT ROWID */
	const char *place; /* SQL that finds one row by its parameters, from ?1 on */
	struct value *key; /* of the row at hand */
	uint32_t key_count;
	struct test *tests;
	uint32_t test_count;
	struct aim *aims;
	uint32_t aim_count;
	const char *question; /* all tests of one row */
	uint32_t *nulls;      /* columns whose NULL may be what is wanted */
	uint32_t null_count;
	bool nulls_first;
	uint32_t choices;  /* how many different pins are worth a try */
	bool changing;	   /* a row that is there */
	bool *open;	   /* columns that may change there */
	uint32_t accepted; /* rows that SQLite took */
	const char *unmet; /* what was not true of a row that SQLite took, or NULL */
	const char *why;   /* what refused the last row */
};

/* Read the conditions into the plot's recipe, which is the meeting's own. */
void meeting_read(struct meeting *meeting);

/* The column of the table that an expression is, or RECIPE_NONE (demand_aims.c). */
uint32_t meeting_column(const struct meeting *meeting, const struct tree_expr *expr);

/* Read what a condition, the next test, compares columns with (demand_aims.c). */
void meeting_aim(struct meeting *meeting, const struct tree_expr *expr);

/*
 * Offer what the columns of a test are compared with on the row at hand; RECIPE_NONE: for
 * all tests what can be told without a row (demand_aims.c).
 */
void meeting_evaluate(struct meeting *meeting, uint32_t test);

/* Compile what has to be true; false: it cannot be asked of one row. */
bool meeting_ask(struct meeting *meeting);

/* Is the row at hand as wanted? The columns of what is not are blamed. */
bool meeting_judge(struct row *row);

/* The pins of one try; false when there is nothing to pin (demand_pins.c). */
bool meeting_pin(struct meeting *meeting, uint32_t choice, struct pins *pins);

#endif
