/*
 * release: which steps reach users in one run. See release.h.
 */
#include "gen/read/release.h"

#include <string.h>

const struct migration *release_next(
	const struct plan *plan, const struct migration *migration)
{
	const struct migration *end = plan->migrations + plan->count;

	return migration + 1 < end ? migration + 1 : NULL;
}

bool release_has_past(const struct plan *plan)
{
	return plan->count && plan->migrations[0].released;
}

static bool joined(const struct plan *plan, const struct migration *step,
	const struct migration *next)
{
	if (step->released != next->released)
		return false;
	if (step->release || next->release)
		return step->release && next->release &&
		       strcmp(step->release, next->release) == 0;
	return release_has_past(plan) && !next->released;
}

bool release_together(const struct plan *plan, const struct migration *first,
	const struct migration *last)
{
	for (; first < last; first++) {
		if (!joined(plan, first, first + 1))
			return false;
	}
	return true;
}
