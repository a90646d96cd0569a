/*
 * repair_plan: how far to mend, and which steps. See repair.h.
 *
 * Recorded steps may be mended: they ran once. A step that is not recorded and is partly
 * there may be, when each of its statements tells by itself whether it has run; else
 * nobody knows which of them are still to do.
 */
#include "runtime/repair/repair.h"

#include <string.h>

bool instar__repair_guarded(const instar_set *set, uint32_t step)
{
	const struct instar_range *up = &set->steps[step].up;

	for (uint32_t i = up->first; i < up->first + up->count; i++) {
		if (set->statements[i].guard == INSTAR_NONE)
			return false;
	}
	return up->count > 0;
}

/*
 * Past where the database stands, half-done steps are finished as long as no step that
 * has still to run stands before them.
 */
static uint32_t target_of(const instar *h, const struct instar__decision *decision)
{
	uint32_t target = decision->stands_at;

	for (uint32_t i = target; i < h->set->step_count; i++) {
		enum instar_verdict verdict = (enum instar_verdict)decision->verdicts[i];

		if (verdict == INSTAR_CONFLICT && instar__repair_guarded(h->set, i))
			target = i + 1;
		else if (verdict != INSTAR_RECONCILE)
			break;
	}
	return target;
}

bool instar__repair_plan(struct instar__repair *repair)
{
	const instar *h = repair->h;
	size_t steps = (size_t)h->set->step_count + 1;
	size_t checks = (size_t)h->set->check_count + 1;

	repair->target = target_of(h, &repair->decision);
	repair->allowed = sqlite3_malloc64(steps);
	repair->before = sqlite3_malloc64(checks);
	repair->entries = sqlite3_malloc64(steps * sizeof(*repair->entries));
	if (!repair->allowed || !repair->before || !repair->entries) {
		instar__sql_fail(&repair->h->sql, SQLITE_NOMEM);
		return false;
	}
	memcpy(repair->before, repair->decision.truth, checks);
	memset(repair->allowed, 0, steps);
	for (uint32_t i = 0; i < repair->target; i++) {
		enum instar_verdict verdict =
			(enum instar_verdict)repair->decision.verdicts[i];

		repair->allowed[i] =
			verdict == INSTAR_DRIFT ||
			(verdict == INSTAR_CONFLICT && instar__repair_guarded(h->set, i));
	}
	return true;
}
