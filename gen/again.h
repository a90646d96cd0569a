/*
 * again: what a second run of a step would do.
 *
 * In: a step that has run on a populated scratch database, and the tables that it wrote.
 * Out: words for the author; the database is as it was. For steps that the schema does
 * not tell of: where the tracking rows are lost, such a step may run again.
 */
#ifndef GEN_AGAIN_H
#define GEN_AGAIN_H

#include "plan.h"
#include "scratch.h"

/* "run a second time it …"; NULL: that cannot be tried. */
const char *again_words(struct scratch *scratch, const struct migration *migration,
	const struct touched *touched);

#endif
