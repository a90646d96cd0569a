/*
 * derivation: what the rows of each table are made from in the course of a step.
 *
 * In: a step's statements and the database before it. Out: for each table that the step
 * writes, one derivation for each way that rows come into it: the table before the step
 * that they stem from, and each column as an expression over that table's row. A rebuild,
 * a copy of a copy, UPDATE, renames and added columns are followed; what is not followed
 * is unknown, and never guessed. It runs nothing, and tells nothing of rows.
 */
#ifndef GEN_ORACLE_DERIVATION_H
#define GEN_ORACLE_DERIVATION_H

#include <stdbool.h>
#include <stdint.h>

#include "gen/base/names.h"
#include "gen/oracle/scratch.h"
#include "gen/oracle/substitution.h"

/* One way for rows to come into a table. */
struct derivation {
	const char *source; /* the table before the step; NULL: constants alone */
	bool same;	    /* they are the rows of that very table */
	bool shape;	    /* none come: what columns hold that a copy leaves out */
	struct derived_columns columns;
	const char *filter;	      /* only rows of which this is true; NULL: all */
	const struct statement *copy; /* that brings them in, or NULL */
};

struct derived_table {
	const char *name; /* as it is called now; NULL: it is gone */
	struct derivation *items;
	uint32_t count;
};

enum derived_question_kind {
	QUESTION_WHERE, /* an UPDATE is about rows of which it is true */
	QUESTION_JSON,	/* a statement needs it to be true: a text is JSON */
	QUESTION_RAISE	/* a trigger stops a statement where it is true */
};

/* Something that a statement asks of rows of one table before the step. */
struct derived_question {
	const char *source;
	const char *sql; /* a condition over DERIVED_ROW */
	enum derived_question_kind kind;
	const struct statement *statement;
};

struct derivations {
	struct arena *arena;
	struct scratch *before;
	struct derived_table *items;
	uint32_t count;
	struct derived_question *questions;
	uint32_t question_count;
	struct names missing; /* tables that went before they were asked for */
};

/* Follow the statements of a step. */
struct derivations derivations_read(struct arena *arena, struct scratch *before,
	const struct statement *statements, uint32_t count);

#endif
