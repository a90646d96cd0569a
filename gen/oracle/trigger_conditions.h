/*
 * trigger_conditions: for which rows a table's triggers stop a statement.
 *
 * In: a table of a scratch database and what is done to its rows. Out: the conditions,
 * over NEW and OLD, under which a trigger that is there calls RAISE and the statement
 * fails. RAISE (IGNORE) is no failure. It runs nothing.
 */
#ifndef GEN_ORACLE_TRIGGER_CONDITIONS_H
#define GEN_ORACLE_TRIGGER_CONDITIONS_H

#include "gen/oracle/scratch.h"

struct trigger_conditions {
	const struct tree_expr **items;
	uint32_t count;
};

/* `columns`: those that an UPDATE sets. */
struct trigger_conditions trigger_conditions_of(struct scratch *scratch,
	const char *table, enum tree_trigger_event event, const struct names *columns);

#endif
