/*
 * rebuild_check: can a table be rebuilt as its author asks?
 *
 * In: what @rebuild says, and a scratch database with the old table. Out: findings at the
 * author's words: no such table, no such column, an expression that SQLite refuses.
 */
#ifndef GEN_REBUILD_REBUILD_CHECK_H
#define GEN_REBUILD_REBUILD_CHECK_H

#include "gen/rebuild/rebuild_write.h"

struct diags;

/* Is there an old table, and can it be rebuilt? False: it was told why not. */
bool rebuild_check_old(struct diags *diags, struct scratch *scratch,
	const struct source *source, const struct rebuild *rebuild);

/* SQLite has refused the new table: say what it said. */
void rebuild_check_new(struct diags *diags, struct scratch *scratch,
	const struct source *source, const struct rebuild *rebuild);

/* Do the expressions fit the old table and the new? False: it was told why not. */
bool rebuild_check_values(struct diags *diags, struct scratch *scratch,
	const struct source *source, const struct rebuild *rebuild);

#endif
