/*
 * probe: the runtime's own check, asked at build time.
 *
 * In: a fact and a scratch database with its snapshot. Out: whether it holds there, and
 * why not. Nothing is tested in any other way, so that proved and checked are the same.
 */
#ifndef GEN_ORACLE_PROBE_H
#define GEN_ORACLE_PROBE_H

#include <stdbool.h>

#include "gen/oracle/facts.h"
#include "gen/oracle/snapshot.h"

/* Does the fact hold on the database now? */
bool probe_holds(struct scratch *scratch, const struct snapshot *snapshot,
	const struct fact *fact);

/* Why it does not, in words; and the fact itself, in words. */
const char *probe_why(struct scratch *scratch, const struct snapshot *snapshot,
	const struct fact *fact);
const char *probe_words(struct arena *arena, const struct fact *fact);

#endif
