/*
 * rebuild_dependents: what belonged to the old table comes back.
 *
 * In: a scratch database with the old table. Out: the indexes and triggers to make again,
 * and a finding for each that does not fit the new table. Those that the author makes
 * again himself are left to him.
 */
#ifndef GEN_REBUILD_REBUILD_DEPENDENTS_H
#define GEN_REBUILD_REBUILD_DEPENDENTS_H

#include "gen/rebuild/rebuild_write.h"

struct diags;

/* Find them, into rebuild->back; `end`: behind the last statement of the author's list.
 */
void rebuild_dependents_find(
	struct scratch *scratch, struct rebuild *rebuild, const struct statement *end);

/*
 * Run the statements of the rebuild; an index or trigger that does not fit is told. False
 * when another statement fails, which prove will meet and tell.
 */
bool rebuild_dependents_run(struct diags *diags, struct scratch *scratch,
	const struct script *script, const struct rebuild *rebuild,
	const struct statement *list, uint32_t count);

#endif
