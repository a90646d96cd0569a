/*
 * other_tools: the tracking tables of other migration tools.
 *
 * In: a schema. Out: which tool kept its records there, and the query that lists them in
 * one shape for all. Facts only; what the records are worth is adopt's to say.
 */
#ifndef INSTAR_RECORDS_OTHER_TOOLS_H
#define INSTAR_RECORDS_OTHER_TOOLS_H

#include "runtime/core/handle.h"
#include "runtime/schema/schema.h"

/* What a row says: the second column of every tool's query. */
enum instar__said {
	INSTAR__SAID_UNDONE = -1, /* it was rolled back */
	INSTAR__SAID_UNSURE = 0,  /* it was begun: a dirty flag, success = 0 */
	INSTAR__SAID_DONE = 1,
	INSTAR__SAID_UP_TO = 2,	       /* this one and all before it */
	INSTAR__SAID_UP_TO_UNSURE = 3, /* all before it, and this one was begun */
	INSTAR__SAID_BASELINE = 4      /* all up to a number that no step need have */
};

struct instar__tool {
	const char *name;
	const char *table;   /* NULL: PRAGMA user_version */
	const char *columns; /* that the table has, parted by commas */
	bool only;	     /* … and no others */
	bool in_order;	     /* the rows name no step: the first is the first, … */
	bool hint;	     /* only a number: it counts when the schema agrees */
	const char *beside;  /* a table that is there too, or NULL */
	const char *query;   /* version, enum instar__said, in order; NULL: no table */
};

/*
 * The tool that kept records in this schema, or NULL. A view, a virtual table or a table
 * with other columns under a tool's name is not the tool's. Errors are in h->sql.
 */
const struct instar__tool *instar__tool_find(
	instar *h, const struct instar__schema *schema);

/* The one for databases that have nothing but a number in user_version. */
const struct instar__tool *instar__tool_number(void);

#endif
