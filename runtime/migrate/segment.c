/*
 * segment: which steps run together, up to the next commit. See segment.h.
 */
#include "runtime/migrate/segment.h"

static bool is_due(const struct instar__decision *decision, uint32_t step)
{
	return decision->verdicts[step] == INSTAR_RUN ||
	       decision->verdicts[step] == INSTAR_RECONCILE;
}

/* What is only recorded, or made by the baseline, needs nothing of its own. */
static enum instar__manner manner_of(
	const instar_set *set, const struct instar__decision *decision, uint32_t step)
{
	uint32_t flags = set->steps[step].flags;

	if (decision->verdicts[step] != INSTAR_RUN || step < set->retired)
		return INSTAR__TOGETHER;
	if (flags & INSTAR_STEP_NO_TRANSACTION)
		return INSTAR__BARE;
	return flags & INSTAR_STEP_FOREIGN_KEYS ? INSTAR__ENFORCED : INSTAR__TOGETHER;
}

static uint32_t first_due(
	const instar_set *set, const struct instar__decision *decision, uint32_t from)
{
	while (from < set->step_count && !is_due(decision, from))
		from++;
	return from;
}

struct instar__segment instar__segment_of(
	const instar_set *set, const struct instar__decision *decision)
{
	uint32_t count = set->step_count;
	struct instar__segment segment = { .first = first_due(set, decision, 0) };

	segment.end = segment.first;
	if (segment.first < count)
		segment.manner = manner_of(set, decision, segment.first);
	if (segment.manner == INSTAR__TOGETHER) {
		while (segment.end < count &&
			manner_of(set, decision, segment.end) == INSTAR__TOGETHER)
			segment.end++;
	} else {
		segment.end++;
	}
	segment.last = first_due(set, decision, segment.end) == count;
	if (segment.last)
		segment.position = count;
	else if (segment.end < decision->stands_at)
		segment.position =
			decision->stands_at; /* later steps are there already */
	else
		segment.position = segment.end;
	return segment;
}

bool instar__segment_before(const struct instar__segment *segment,
	const struct instar__decision *decision, const struct instar_check *check)
{
	uint32_t step = check->birth - 1;

	return step >= segment->end && is_due(decision, step);
}
