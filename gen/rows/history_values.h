/*
 * history_values: what a history's own statements say of columns, by name.
 *
 * In: all statements. Out: for a column name the literals that it is
 * compared with, whether JSON or date functions read it, and which members they look for.
 * It does not know which table a name belongs to: the constraints will tell.
 */
#ifndef GEN_ROWS_HISTORY_VALUES_H
#define GEN_ROWS_HISTORY_VALUES_H

#include <stdbool.h>
#include <stdint.h>

#include "gen/base/map.h"
#include "gen/base/value.h"
#include "gen/read/plan.h"

/* As many literals and paths are kept for a column. */
enum { HABIT_LITERALS = 8, HABIT_PATHS = 8 };

struct habit {
	struct value literals[HABIT_LITERALS];
	uint32_t literal_count;
	const char *paths[HABIT_PATHS]; /* "$.a.b" */
	uint32_t path_count;
	uint32_t length; /* every value has it, by some CHECK; or 0 */
	bool json;	 /* a JSON function reads it */
	bool array;	 /* and takes it for an array */
	bool dated;	 /* a date function reads it */
	bool counted;	 /* some statement counts up to its maximum */
};

struct habits {
	struct arena *arena;
	struct map names; /* to items */
	struct habit **items;
	uint32_t count;
	struct map inserted; /* texts that INSERT statements give, exact */
};

void habits_read(struct habits *habits, struct arena *arena, const struct plan *plan);

/* NULL: nothing is known. */
const struct habit *habits_of(const struct habits *habits, const char *column);

/* Does the history insert this literal somewhere? */
bool habits_inserted(const struct habits *habits, const struct value *value);

/* Does the function of that name read JSON, or dates? */
bool habits_json_function(const char *name);
bool habits_date_function(const char *name);

#endif
