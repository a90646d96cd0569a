/*
 * verdict_words: why a step got its verdict, in a sentence. See decide.h.
 *
 * In: a decision. Out: reasons for reports, and the handle's error.
 * It decides nothing.
 */
#include "runtime/decide/decide.h"

#include "runtime/core/error.h"
#include "runtime/decide/difference.h"
#include "runtime/schema/check.h"

#include <string.h>

/* Add what the step should have and has not. */
static void add_lacking(instar *h, const struct instar__decision *decision, uint32_t step,
	struct instar__differences *list)
{
	struct instar_range checks = instar__checks_of(h->set, step);
	bool below = step < decision->stands_at || step == INSTAR__AT_BASE;

	for (uint32_t i = checks.first; i < checks.first + checks.count; i++) {
		const struct instar_check *check = &h->set->checks[i];

		if (instar__check_tells(check) && !decision->truth[i] &&
			(!below || instar__check_alive(check, decision->stands_at)))
			instar__differences_add(h, &decision->schema, check, list);
	}
}

/* Object by object, what is wrong with the step. */
static void problem_words(instar *h, const struct instar__decision *decision,
	uint32_t step, char *out, size_t size)
{
	struct instar__differences list = { 0 };

	add_lacking(h, decision, step, &list);
	instar__differences_words(&list, out, size);
	if (!list.count)
		sqlite3_snprintf((int)size, out, "it is not wholly there");
	instar__differences_free(&list);
}

/* "; g has another definition", of the first object of the step that has one. */
static void definition_words(instar *h, const struct instar__decision *decision,
	uint32_t step, char *out, size_t size)
{
	const struct instar_range *checks = &h->set->steps[step].checks;

	out[0] = '\0';
	for (uint32_t i = checks->first; i < checks->first + checks->count; i++) {
		if (decision->truth[i] != INSTAR__OTHER_DEFINITION)
			continue;
		sqlite3_snprintf((int)size, out, "; %s has another definition",
			instar__text(h, h->set->checks[i].name));
		return;
	}
}

void instar__decision_reason(instar *h, const struct instar__decision *decision,
	uint32_t step, char *out, size_t size)
{
	const char *tool = decision->adoption.tool ? decision->adoption.tool->name : "";
	const char *by = *tool ? " by " : "";
	bool unsure = *tool && decision->adoption.unsure == step;
	char why[220];

	if (step == INSTAR__AT_BASE) {
		problem_words(h, decision, step, why, sizeof(why));
		sqlite3_snprintf((int)size, out,
			"drift: " INSTAR__BASE_FILE " comes before the first step, but %s",
			why);
		return;
	}
	switch ((enum instar_verdict)decision->verdicts[step]) {
	case INSTAR_SKIP:
		definition_words(h, decision, step, why, sizeof(why));
		sqlite3_snprintf((int)size, out, "recorded, and there%s", why);
		break;
	case INSTAR_RUN:
		sqlite3_snprintf((int)size, out,
			unsure ? "begun by %s, but not there"
			       : "not recorded and not there",
			tool);
		break;
	case INSTAR_RECONCILE:
		definition_words(h, decision, step, why, sizeof(why));
		sqlite3_snprintf((int)size, out,
			decision->track.recorded[step]
				? "recorded by %s, and there%s"
				: "not recorded%s, but all of it is there%s",
			decision->track.recorded[step] ? tool : "", why);
		break;
	case INSTAR_CONFLICT:
		problem_words(h, decision, step, why, sizeof(why));
		sqlite3_snprintf((int)size, out,
			unsure ? "partly applied, by %s: %s" : "partly applied: %s%s",
			unsure ? tool : "", why);
		break;
	case INSTAR_DRIFT:
		problem_words(h, decision, step, why, sizeof(why));
		sqlite3_snprintf(
			(int)size, out, "drift: recorded%s%s, but %s", by, tool, why);
		break;
	}
}

bool instar__is_adopted(const struct instar__decision *decision, uint32_t step)
{
	const struct instar__tool *tool = decision->adoption.tool;

	return tool && (decision->track.recorded[step] || (tool->hint && tool->table) ||
			       decision->adoption.unsure == step);
}

/* All that the recorded steps should have made and that is not there. */
static void drift_words(
	instar *h, const struct instar__decision *decision, char *out, size_t size)
{
	struct instar__differences list = { 0 };

	for (uint32_t i = 0; i < h->set->step_count; i++) {
		if (decision->verdicts[i] == INSTAR_DRIFT)
			add_lacking(h, decision, i, &list);
	}
	instar__differences_words(&list, out, size);
	instar__differences_free(&list);
}

int instar__decision_refuse(instar *h, const struct instar__decision *decision)
{
	uint32_t step = decision->problem, recorded = decision->track.count;
	const struct instar__tool *tool = decision->adoption.tool;
	char reason[400];

	if (step == INSTAR_NONE)
		return h->error.code;
	h->at_step = step;
	if (step == INSTAR__AT_BASE) {
		instar__decision_reason(h, decision, step, reason, sizeof(reason));
		instar__fail(h, INSTAR_E_DRIFT,
			"run `repair`, or restore a backup; then start again", "%s",
			reason + strlen("drift: "));
	} else if (decision->verdicts[step] == INSTAR_CONFLICT) {
		instar__decision_reason(h, decision, step, reason, sizeof(reason));
		instar__fail(h, INSTAR_E_CONFLICT,
			"run `repair`, which finishes the step where that is safe, or "
			"finish it by hand; then start again",
			"%s is %s", instar__text(h, h->set->steps[step].id), reason);
	} else {
		drift_words(h, decision, reason, sizeof(reason));
		instar__fail(h, INSTAR_E_DRIFT,
			"run `repair`, or restore a backup; then start again",
			"%u migration%s recorded%s%s, but %s", recorded,
			recorded == 1 ? "" : "s", tool ? " by " : "",
			tool ? tool->name : "", reason);
	}
	h->at_step = INSTAR_NONE;
	return h->error.code;
}
