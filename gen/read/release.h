/*
 * release: which steps reach users in one run.
 *
 * In: which steps are released, and the releases that they name. Out: whether a program
 * can have run between two of them. Without a lock file and @release nothing is known:
 * each step may be a release.
 */
#ifndef GEN_READ_RELEASE_H
#define GEN_READ_RELEASE_H

#include "gen/read/plan.h"

/* Do the two, and all between them, reach users in one run? Of a step with itself: yes.
 */
bool release_together(const struct plan *plan, const struct migration *first,
	const struct migration *last);

/* Is anything released? Then what is not reaches users in one run, unless @release parts
 * it. */
bool release_has_past(const struct plan *plan);

/* The step after it, or NULL. */
const struct migration *release_next(
	const struct plan *plan, const struct migration *migration);

#endif
