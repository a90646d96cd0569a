/*
 * challenge: rows that the schema before a step may allow, and the step refuse.
 *
 * In: a table before the step, and piece by piece what a row of it shall be like. Out:
 * demands, to be met by whoever tries them. It runs nothing.
 */
#ifndef GEN_REHEARSE_CHALLENGE_H
#define GEN_REHEARSE_CHALLENGE_H

#include "gen/base/names.h"
#include "gen/rows/demand.h"

struct arena;

/* Rows that are tried together: one, or a pair. */
struct challenge_rows {
	struct demand demands[2];
	uint32_t count;
};

enum challenge_kind {
	CHALLENGE_VALUE, /* the first row that can be made is enough */
	CHALLENGE_KEY,	 /* all are tried; there are two rows in the table */
	CHALLENGE_SEED,	 /* the row has the key of one that the step inserts */
	CHALLENGE_TYPE,	 /* all are tried */
	CHALLENGE_DIGITS /* text that becomes a number, which may be another text */
};

struct challenge {
	enum challenge_kind kind;
	const char *table;	     /* that the rows are put into, before the step */
	struct names columns;	     /* of it, that are concerned */
	struct challenge_rows *ways; /* the likeliest first */
	uint32_t way_count;
};

/*
 * One more way, with one row that comes through the filter (NULL: any does). The result
 * lasts until the next one. It makes few attempts, because it may well be impossible.
 */
struct demand *challenge_way(
	struct arena *arena, struct challenge *challenge, const char *filter);

/* Ask for a condition about DERIVED_ROW; one that does not read is left out. */
void challenge_condition(
	struct arena *arena, struct demand *demand, const char *sql, enum truth wanted);

/* Pin one column. */
void challenge_value(struct arena *arena, struct demand *demand, const char *column,
	struct value value);

/* Pin columns as another row has them: one for which `where` is true, NULL for any. */
void challenge_twin(struct arena *arena, struct demand *demand,
	const struct names *columns, const char *where);

#endif
