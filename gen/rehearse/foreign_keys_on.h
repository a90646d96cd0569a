/*
 * foreign_keys_on: a step that runs with foreign keys on (@foreign_keys on), both ways.
 *
 * In: such a step and a scratch database. Out: the step run as the runtime runs it, in a
 * transaction with enforcement on; and what enforcement took from rows that the same
 * statements leave alone without it. SQLite itself does both; nothing is guessed.
 */
#ifndef GEN_REHEARSE_FOREIGN_KEYS_ON_H
#define GEN_REHEARSE_FOREIGN_KEYS_ON_H

#include "gen/oracle/snapshot.h"
#include "gen/rehearse/losses.h"

/*
 * Run a step; `on`: with enforcement, in a transaction. NULL, or the statement that
 * failed: the last for the commit.
 */
const struct statement *foreign_keys_on_run(
	struct scratch *scratch, const struct script *script, bool on);

/*
 * What the tables of losses->before would hold after the step without enforcement, one
 * each, NULL where that is not known. The database is as before.
 */
struct table_rows **foreign_keys_on_without(struct losses *losses);

/*
 * After the step has run with enforcement: report the tables from which a DROP TABLE took
 * rows or values by way of foreign keys, and take them out of losses->before.
 */
void foreign_keys_on_compare(struct losses *losses, struct table_rows **without,
	const struct snapshot *snapshot);

#endif
