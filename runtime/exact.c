/*
 * exact: is the schema, object for object, the one that was proved? See exact.h.
 *
 * The digests of all definitions are added up: the order of the rows does not matter, and
 * one definition too many, too few or different moves the sum.
 */
#include "exact.h"

#include <string.h>

#include "check.h"
#include "token.h"
#include "track.h"

/* Alive at the end of the set. */
static bool is_alive(const instar_set *set, const struct instar_check *check)
{
	return check->birth && check->birth <= set->step_count &&
	       set->step_count < check->death;
}

/* What the sum has to be: the memos alive at the end, and our own table. */
static uint64_t wanted_sum(const instar_set *set)
{
	uint64_t sum = instar__track_digest();

	for (uint32_t i = 0; i < set->check_count; i++) {
		const struct instar_check *check = &set->checks[i];

		if (check->flags & INSTAR_CHECK_MEMO && is_alive(set, check))
			sum += check->digest;
	}
	return sum;
}

/* SQLite's own tables (sequences, statistics) belong to nobody's schema. */
static bool is_internal(const char *definition)
{
	static const char prefix[] = "CREATE TABLE sqlite_";

	return definition[sizeof(prefix) - 2] == '_' &&
	       memcmp(definition, prefix, sizeof(prefix) - 1) == 0;
}

static bool rows_hold(instar *h)
{
	const struct instar__schema none = { 0 }; /* not asked for when it is about rows */

	for (uint32_t i = 0; i < h->set->check_count; i++) {
		const struct instar_check *check = &h->set->checks[i];

		if (check->kind == INSTAR_CHECK_ROWS && is_alive(h->set, check) &&
			!instar__check_holds(&h->sql, &none, h->set, check))
			return false;
	}
	return true;
}

bool instar__exact(instar *h)
{
	sqlite3_stmt *stmt = instar__sql_prepare(&h->sql,
		"SELECT sql FROM main.sqlite_master WHERE sql IS NOT NULL");
	uint64_t sum = 0;

	while (instar__sql_row(&h->sql, stmt)) {
		const char *definition = instar__sql_text(&h->sql, stmt, 0);
		size_t size = strlen(definition);

		if (size < 20 || !is_internal(definition))
			sum += instar__text_digest(definition, size);
	}
	instar__sql_finish(stmt);
	return !h->sql.code && sum == wanted_sum(h->set) && rows_hold(h);
}
