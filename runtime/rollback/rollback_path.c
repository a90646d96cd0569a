/*
 * rollback_path: the steps that a rollback to an earlier step undoes. See
 * rollback_path.h.
 */
#include "runtime/rollback/rollback_path.h"

#include <string.h>

#include "runtime/core/error.h"
#include "runtime/records/pending_backfills.h"
#include "runtime/records/tracking.h"
#include "runtime/rollback/stored_down.h"
#include "runtime/schema/table_text.h"

/*
 * The last step of a release. A step that names none belongs to the release of the step
 * before it. INSTAR_NONE: no step is of that release.
 */
static uint32_t find_release(const instar *h, const char *release)
{
	const char *present = "";
	uint32_t found = INSTAR_NONE;

	for (uint32_t i = 0; i < h->set->step_count; i++) {
		if (h->set->steps[i].release)
			present = instar__text(h, h->set->steps[i].release);
		if (strcmp(present, release) == 0)
			found = i + 1;
	}
	return found;
}

static uint32_t fail_one_back(instar *h, const struct instar__rollback_path *way)
{
	if (way->carried_count)
		instar__fail(h, INSTAR_E_MISUSE,
			"name the step that is to stay: the last one it knows",
			"%u steps are newer than this program, which cannot stop among "
			"them",
			way->carried_count);
	else
		instar__fail(h, INSTAR_E_MISUSE, "",
			"no step is recorded that could be rolled back");
	return 0;
}

/* One back, a step, a release, or everything. */
static uint32_t find_target(
	instar *h, const struct instar__rollback_path *way, const char *to)
{
	uint32_t step, count = way->from + way->carried_count;
	bool was;

	if (!to && (way->carried_count > 1 || !count))
		return fail_one_back(h, way);
	if (!to)
		return way->carried_count ? way->from : way->from - 1;
	if (!*to || strcmp(to, "0") == 0 ||
		(instar__has_base(h) && strcmp(to, INSTAR__BASE_FILE) == 0))
		return 0;
	step = instar__track_step(h, to, 0, &was);
	if (step != INSTAR_NONE)
		return step + 1;
	step = find_release(h, to);
	if (step == INSTAR_NONE)
		instar__fail(h, INSTAR_E_MISUSE, "see the history for its id",
			"no step and no release of this program is called %s", to);
	return step;
}

/* Nothing may be in doubt: what is recorded is there, and what is there is recorded. */
static int refuse_holes(instar *h, const struct instar__decision *decision,
	const struct instar__rollback_path *way)
{
	for (uint32_t i = 0; i < h->set->step_count && !h->error.code; i++) {
		bool below = i < way->from;

		if (decision->track.recorded[i] ||
			(!below && decision->verdicts[i] != INSTAR_RECONCILE))
			continue;
		h->at_step = i;
		instar__fail(h, INSTAR_E_CONFLICT,
			"migrate first, which records or runs it; then roll back",
			"%s is not recorded, and %s; nothing was changed",
			instar__id_at(h, i + 1),
			below ? "steps after it are" : "is there");
		h->at_step = INSTAR_NONE;
	}
	return h->error.code;
}

/* VACUUM, and the pragmas of the file: what SQLite refuses inside a transaction. */
static bool needs_none(const instar *h, const struct instar_range *down)
{
	for (uint32_t i = down->first; i < down->first + down->count; i++) {
		const char *sql = instar__text(h, h->set->statements[i].sql);

		if (instar__text_has_word(sql, "vacuum") ||
			instar__text_has_word(sql, "pragma"))
			return true;
	}
	return false;
}

static int refuse_step(instar *h, uint32_t i)
{
	const struct instar_step *step = &h->set->steps[i];

	h->at_step = i;
	if (step->flags & INSTAR_STEP_IRREVERSIBLE)
		instar__fail(h, INSTAR_E_IRREVERSIBLE,
			"restore a backup of before the step instead",
			"%s cannot be rolled back: %s; nothing was changed",
			instar__id_at(h, i + 1), instar__text(h, step->irreversible));
	else if (i < h->set->retired)
		instar__fail(h, INSTAR_E_IRREVERSIBLE,
			"use a release that still has the step",
			"%s cannot be rolled back: it was retired from this program; "
			"nothing was changed",
			instar__id_at(h, i + 1));
	else if (step->flags & INSTAR_STEP_NO_TRANSACTION && needs_none(h, &step->down))
		instar__fail(h, INSTAR_E_IRREVERSIBLE,
			"run its down migration by hand, or restore a backup of "
			"before the step",
			"%s cannot be rolled back: it runs outside a transaction; "
			"nothing was "
			"changed",
			instar__id_at(h, i + 1));
	else if (!step->down.count && !instar__pending_is_all(h, i))
		instar__fail(h, INSTAR_E_IRREVERSIBLE,
			"restore a backup of before the step instead",
			"%s cannot be rolled back: it has no down migration; nothing was "
			"changed",
			instar__id_at(h, i + 1));
	h->at_step = INSTAR_NONE;
	return h->error.code;
}

/* A step of a newer program is rolled back only if its down migration is stored. */
static int refuse_carried(instar *h, const struct instar__stored_down *carried)
{
	if (carried->edited)
		return instar__fail(h, INSTAR_E_EDITED,
			"use the program that wrote this database",
			"the stored down migration of %s is not the one that was "
			"written; nothing was changed",
			carried->id);
	if (!carried->statements)
		return instar__fail(h, INSTAR_E_TOO_NEW,
			"use the program that wrote this database",
			"%s is newer than this program, and its down migration is not "
			"stored with it; nothing was changed",
			carried->id);
	return h->error.code;
}

static int refuse(instar *h, const struct instar__rollback_path *way)
{
	for (uint32_t i = 0; i < way->carried_count && !h->error.code; i++)
		refuse_carried(h, &way->carried[i]);
	for (uint32_t i = way->from; i-- > way->to && !h->error.code;)
		refuse_step(h, i);
	return h->error.code;
}

int instar__rollback_path_find(instar *h, struct instar__decision *decision,
	const char *to, struct instar__rollback_path *way)
{
	memset(way, 0, sizeof(*way));
	way->from = decision->track.highest;
	if (decision->track.newer.count) {
		way->from = h->set->step_count;
		instar__stored_down_read(h, way, decision->track.newer.count);
	} else {
		instar__decision_refuse(h, decision);
	}
	if (h->sql.code || h->error.code || refuse_holes(h, decision, way))
		return h->error.code;
	way->to = find_target(h, way, to);
	if (h->error.code)
		return h->error.code;
	way->id = instar__id_at(h, way->to);
	if (way->to > way->from)
		return instar__fail(h, INSTAR_E_MISUSE, "migrate to go forward",
			"the database is at %s, which is before %s",
			way->from ? instar__id_at(h, way->from) : "nothing yet", way->id);
	if (refuse(h, way))
		return h->error.code;
	instar__rows_lost_find(h, way);
	return h->error.code;
}
