/*
 * origins: what a table of a step is made of, in the tables that were there before it.
 *
 * In: the statements of a step, and how many of them have run. Out: for a table's name
 * then, the table of before that it is, or a query over such tables. Only what it takes
 * to find rows is followed: which rows WHERE takes is seen when the step runs on them.
 */
#ifndef GEN_COVERAGE_ORIGINS_H
#define GEN_COVERAGE_ORIGINS_H

#include "gen/coverage/relation.h"

struct table_origin {
	const char *table;		  /* it is this one of before; or NULL */
	const struct tree_select *select; /* its rows are this one's first core's */
	const struct tree_names
		*columns; /* and go by these names; NULL: by the query's */
	bool altered; /* it is one of before, with columns that the step has changed */
	bool alone;	  /* that query alone has written to it, and once */
	uint32_t at;	  /* the query's tables are those after so many statements */
};

/*
 * The origin of a table after `relations->at` statements; with neither table nor query
 * where nothing of before is in it. Of a table with several fillings the one that
 * `relations->arm` says; how many there are at most is noted in `relations->arms`.
 */
struct table_origin origin_of(struct relations *relations, const char *name);

#endif
