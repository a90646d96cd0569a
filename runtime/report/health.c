/*
 * health: the database as a whole. See instar_health() in instar.h.
 *
 * What migrate decides, and the differences both ways behind it; where the caller has the
 * time, what SQLite itself says of the file.
 */
#include "runtime/backup/backup_search.h"
#include "runtime/core/error.h"
#include "runtime/decide/decide.h"
#include "runtime/decide/difference.h"
#include "runtime/decide/exact_schema.h"
#include "runtime/decide/inspection.h"
#include "runtime/schema/check.h"
#include "runtime/sqlite/pages.h"

#include <string.h>

struct health {
	struct instar__result base;
	struct instar_health health;
	struct instar__differences differences;
	uint32_t lacking; /* how many of them stop a start */
	uint32_t defined; /* how many are of definitions, which stop none */
	char *backup;	  /* path of the newest, or NULL */
	char summary[300], damage[256], orphan[256];
};

static void release_health(struct instar__result *result)
{
	instar__differences_free(&((struct health *)result)->differences);
	sqlite3_free(((struct health *)result)->backup);
}

static void note_orphan(instar *h, struct health *result, sqlite3_stmt *stmt)
{
	const char *child = instar__sql_text(&h->sql, stmt, 0);
	const char *parent = instar__sql_text(&h->sql, stmt, 2);

	if (result->health.orphans++)
		return;
	if (instar__sql_is_null(stmt, 1))
		sqlite3_snprintf(sizeof(result->orphan), result->orphan,
			"a row of %s: no such %s", child, parent);
	else
		sqlite3_snprintf(sizeof(result->orphan), result->orphan,
			"row %lld of %s: no such %s", instar__sql_integer(stmt, 1), child,
			parent);
}

/* A key whose parent has no unique index makes SQLite refuse the question. */
static void check_keys(instar *h, struct health *result)
{
	sqlite3_stmt *stmt =
		instar__sql_prepare(&h->sql, "PRAGMA main.foreign_key_check");

	while (instar__sql_row(&h->sql, stmt))
		note_orphan(h, result, stmt);
	instar__sql_finish(stmt);
	if (h->sql.code != INSTAR_E_SQL)
		return;
	result->health.orphans = -1;
	sqlite3_snprintf(sizeof(result->orphan), result->orphan, "%s", h->sql.message);
	instar__sql_clear(&h->sql);
}

/* Both ways: what is alive at the database's step, and what nobody knows. */
static void compare(instar *h, struct health *result, struct instar__decision *decision)
{
	uint32_t at = decision->stands_at;

	if (decision->settled)
		return;
	instar__differences_lacking(
		h, &decision->schema, decision->truth, at, &result->differences);
	result->lacking = result->differences.count;
	if (!decision->track.newer.count) /* newer steps may have changed any of them */
		instar__differences_definitions(
			h, &decision->schema, at, &result->differences);
	result->defined = result->differences.count - result->lacking;
	instar__differences_extra(h, &decision->schema, at, &result->differences);
}

static uint32_t count_there(const instar *h, const struct instar__decision *decision)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < h->set->step_count; i++)
		count += decision->verdicts[i] == INSTAR_SKIP ||
			 decision->verdicts[i] == INSTAR_RECONCILE;
	return count;
}

static enum instar_health_state state_of(
	const struct health *result, const struct instar__decision *decision)
{
	if (*result->damage)
		return INSTAR_HEALTH_DAMAGED;
	if (decision->problem != INSTAR_NONE)
		return INSTAR_HEALTH_DRIFTED;
	return decision->pending ? INSTAR_HEALTH_PENDING : INSTAR_HEALTH_READY;
}

static void problem_words(instar *h, const struct health *result,
	const struct instar__decision *decision, char *out, size_t size)
{
	struct instar__differences lacking = result->differences;
	uint32_t step = decision->problem;
	char reason[240];

	lacking.count = result->lacking;
	if (lacking.count) {
		instar__differences_words(&lacking, out, size);
		return;
	}
	instar__decision_reason(h, decision, decision->problem, reason, sizeof(reason));
	if (step == INSTAR__AT_BASE)
		sqlite3_snprintf((int)size, out, "%s", reason);
	else
		sqlite3_snprintf((int)size, out, "%s is %s",
			instar__text(h, h->set->steps[step].id), reason);
}

/* One line before anything runs: is what should be there, there? */
static void summarise(
	instar *h, struct health *result, const struct instar__decision *decision)
{
	char words[260];
	char *out = result->summary;
	int size = sizeof(result->summary);
	uint32_t pending = decision->pending;

	if (*result->damage) {
		sqlite3_snprintf(size, out, "damaged: %s", result->damage);
	} else if (decision->problem != INSTAR_NONE) {
		problem_words(h, result, decision, words, sizeof(words));
		sqlite3_snprintf(size, out, "not ready: %s", words);
	} else if (pending &&
		   !*instar__decision_current(h, decision, decision->stands_at)) {
		sqlite3_snprintf(size, out, "missing: nothing of it is there yet");
	} else if (pending) {
		sqlite3_snprintf(size, out, "exists; %u step%s pending", pending,
			pending == 1 ? "" : "s");
	} else {
		sqlite3_snprintf(size, out, "exists and ready");
	}
	if (result->defined && !*result->damage)
		sqlite3_snprintf(size - (int)strlen(out), out + strlen(out),
			"; %u difference%s of definition", result->defined,
			result->defined == 1 ? "" : "s");
}

static void fill(
	instar *h, struct health *result, const struct instar__decision *decision)
{
	struct instar_health *health = &result->health;
	const struct instar__differences *differences = &result->differences;

	health->set_name = instar__text(h, h->set->name);
	health->current = instar__decision_current(h, decision, decision->stands_at);
	health->required = instar__id_at(h, h->set->step_count);
	health->state = state_of(result, decision);
	health->position = decision->stands_at;
	health->count = h->set->step_count;
	health->recorded = decision->track.count;
	health->there = count_there(h, decision);
	health->pending = decision->pending;
	health->conflicts = decision->conflicts;
	health->drifted = decision->drifted;
	health->missing = differences->missing;
	health->other = differences->other;
	health->extra = differences->extra;
	health->differences = differences->items;
	health->difference_count = differences->count;
	health->other_sets = differences->others ? differences->others : "";
	health->elsewhere = differences->elsewhere;
	health->backup = result->backup ? result->backup : "";
	health->damage = result->damage;
	health->orphan = result->orphan;
	summarise(h, result, decision);
	health->summary = result->summary;
}

const struct instar_health *instar_health(instar *h, int thorough)
{
	struct health *result = instar__result_new(h, sizeof(*result), release_health);
	struct instar__inspection look;

	if (!result)
		return NULL;
	if (!instar__inspection(h, &look, false)) {
		compare(h, result, &look.decision);
		if (thorough) {
			instar__quick_check(
				&h->sql, result->damage, sizeof(result->damage));
			check_keys(h, result);
		}
		result->backup =
			instar__backup_search_newest(h, &result->health.backup_age_s);
		result->health.checked = thorough != 0;
		fill(h, result, &look.decision);
		instar__fail_sql(h);
	}
	instar__inspection_end(h, &look);
	return h->error.code ? NULL : &result->health;
}
