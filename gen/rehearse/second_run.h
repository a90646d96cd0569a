/*
 * second_run: what a second run of a step would do.
 *
 * In: a step that has run on a populated scratch database, and the tables that it wrote.
 * Out: words for the author; the database is as it was. For steps that the schema does
 * not tell of: where the tracking rows are lost, such a step may run again.
 */
#ifndef GEN_REHEARSE_SECOND_RUN_H
#define GEN_REHEARSE_SECOND_RUN_H

#include "gen/oracle/scratch.h"
#include "gen/read/plan.h"

/* "run a second time it …"; NULL: that cannot be tried. */
const char *second_run_words(struct scratch *scratch, const struct migration *migration,
	const struct touched *touched);

#endif
