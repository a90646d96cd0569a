/*
 * weigh: what is recorded, what is there, and where the database stands. See weigh.h.
 *
 * Our own records come first. Only where there are none of this set is another tool
 * listened to, and one that left no more than a number only as far as the schema agrees.
 */
#include "weigh.h"

#include <string.h>

#include "check.h"
#include "newer.h"

/* Nothing there at all, and nothing recorded: no claim has to be tested. */
static bool is_blank(const struct instar__decision *decision)
{
	return !decision->track.rows &&
	       decision->schema.count == (decision->track.exists ? 1u : 0u);
}

static void weigh_truth(instar *h, struct instar__decision *decision)
{
	uint32_t recorded = decision->track.highest;

	instar__check_truth(
		&h->sql, &decision->schema, h->set, recorded, decision->truth);
	if (decision->track.newer.count)
		instar__newer_excuse(h, decision);
	decision->stands_at = instar__stands_at(h->set, decision->truth, recorded);
	if (decision->stands_at == INSTAR_NONE)
		instar__sql_fail(&h->sql, SQLITE_NOMEM);
}

/* Is every step that is recorded there? */
static bool is_borne_out(const instar *h, const struct instar__decision *decision)
{
	for (uint32_t i = 0; i < decision->track.highest; i++) {
		if (decision->track.recorded[i] &&
			instar__presence(h->set, decision->truth, i,
				decision->stands_at) != INSTAR__PRESENT)
			return false;
	}
	return true;
}

/* A number alone proves nothing: it counts when the schema agrees with it. */
static void doubt_hint(instar *h, struct instar__decision *decision)
{
	struct instar__adoption *adoption = &decision->adoption;

	if (h->sql.code || !adoption->tool || !adoption->tool->hint ||
		is_borne_out(h, decision))
		return;
	instar__adopt_forget(h, adoption, &decision->track);
	memset(decision->truth, 0, h->set->check_count);
	weigh_truth(h, decision);
}

/* The records: our own, or those of another tool when there are none of this set. */
static bool read_records(instar *h, struct instar__decision *decision, bool tracked)
{
	struct instar__track *track = &decision->track;
	struct instar__adoption *adoption = &decision->adoption;

	if (!track->rows)
		instar__adopt_find(h, &decision->schema, adoption);
	if (!tracked && !h->sql.code) {
		const char *theirs = adoption->tool ? adoption->tool->table : NULL;
		bool ours = !(theirs && instar__track_is_named(theirs)) &&
			    instar__track_find(h, &decision->schema);

		instar__track_read(h, ours, track);
	}
	if (track->rows)
		adoption->tool = NULL;
	instar__adopt_read(h, adoption, track);
	return !h->sql.code && !h->error.code;
}

bool instar__weigh(instar *h, struct instar__decision *decision, bool tracked)
{
	if (!read_records(h, decision, tracked))
		return false;
	if (h->going_back && decision->track.newer.count)
		return true; /* nothing can be judged yet */
	if (!is_blank(decision))
		weigh_truth(h, decision);
	doubt_hint(h, decision);
	return !h->sql.code;
}
