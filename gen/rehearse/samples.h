/*
 * samples: rows that the author gives to tables that no row can be made up for.
 *
 * In: the @sample annotations of a step, and a database after it. Out: the rows are in
 * the database, or a finding says why SQLite does not take them.
 */
#ifndef GEN_REHEARSE_SAMPLES_H
#define GEN_REHEARSE_SAMPLES_H

#include "gen/base/map.h"
#include "gen/oracle/scratch.h"

struct diags;

/* `reported`: findings of the step in hand. */
void samples_add(struct diags *diags, struct map *reported, struct scratch *scratch,
	const struct script *script);

#endif
