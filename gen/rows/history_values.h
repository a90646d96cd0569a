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

struct history_value {
	struct value literals[HABIT_LITERALS];
	uint32_t literal_count;
	const char *paths[HABIT_PATHS]; /* "$.a.b" */
	uint32_t path_count;
	struct value allowed[HABIT_LITERALS]; /* all there are, by some CHECK (… IN (…)) */
	uint32_t allowed_count;
	uint32_t length; /* every value has it, by some CHECK; or 0 */
	const char *strict; /* its type in the first STRICT table that has it, or NULL */
	bool json;	 /* a JSON function reads it */
	bool array;	 /* and takes it for an array */
	bool dated;	 /* a date function reads it */
	bool required;	 /* it is NOT NULL in some table, or by a claim */
	bool counted;	 /* some statement counts up to its maximum */
};

struct history_values {
	struct arena *arena;
	struct map names; /* to items */
	struct history_value **items;
	uint32_t count;
	struct map inserted; /* texts that INSERT statements give, exact */
};

void history_values_read(
	struct history_values *habits, struct arena *arena, const struct plan *plan);

/* NULL: nothing is known. */
const struct history_value *history_values_of(
	const struct history_values *habits, const char *column);

/* Does the history insert this literal somewhere? */
bool history_values_inserted(
	const struct history_values *habits, const struct value *value);

/* Does the function of that name read JSON, or dates? */
bool history_values_json_function(const char *name);
bool history_values_date_function(const char *name);

#endif
