/*
 * history_rows: tables whose rows users do not make.
 *
 * In: a table, and the database that the history alone has filled. Out: whether it holds
 * one row, or only what the steps put there: settings, kinds, units. What a statement
 * does to its rows is not its business.
 */
#ifndef GEN_LINT_HISTORY_ROWS_H
#define GEN_LINT_HISTORY_ROWS_H

#include "gen/oracle/scratch.h"
#include "gen/oracle/snapshot.h"

/*
 * Does the table hold one row? A CHECK on its key holds it to that, or the history gave
 * it one. A row that other tables refer to, or whose INTEGER PRIMARY KEY would go up with
 * the next, is a first one, not the only one.
 */
bool history_rows_single(struct scratch *empty, const struct snapshot *snapshot,
	const struct shot_object *table);

/*
 * Is the table small at every user's? It holds one row; or the history gave it several,
 * and SQLite does not count its keys up for more to come.
 */
bool history_rows_alone(struct scratch *empty, const struct snapshot *snapshot,
	const struct shot_object *table);

#endif
