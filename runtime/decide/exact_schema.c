/*
 * exact_schema: is the schema, object for object, the one that was proved? See
 * exact_schema.h.
 *
 * The digests of all definitions are added up: the order of the rows does not matter, and
 * one definition too many, too few or different moves the sum.
 */
#include "runtime/decide/exact_schema.h"

#include <string.h>

#include "runtime/records/adoption.h"
#include "runtime/records/backfill_state.h"
#include "runtime/records/tracking.h"
#include "runtime/schema/check.h"
#include "runtime/sqlite/token.h"

/* What the sum has to be: the memos alive at the position, and our own table. */
static uint64_t sum_at(const instar_set *set, uint32_t position)
{
	uint64_t sum = instar__track_digest();

	for (uint32_t i = 0; i < set->check_count; i++) {
		const struct instar_check *check = &set->checks[i];

		if (check->flags & INSTAR_CHECK_MEMO &&
			instar__check_alive(check, position))
			sum += check->digest;
	}
	return sum;
}

/* The claims about rows: those of the position hold, and those of no later step do. */
static bool rows_agree(instar *h, uint32_t position)
{
	const struct instar__schema none = {
		0
	}; /* not asked for when it is about rows */

	for (uint32_t i = 0; i < h->set->check_count; i++) {
		const struct instar_check *check = &h->set->checks[i];

		if (check->kind != INSTAR_CHECK_ROWS || check->death <= position)
			continue;
		if (instar__check_holds(&h->sql, &none, h->set, check) !=
			instar__check_alive(check, position))
			return false;
	}
	return true;
}

bool instar__exact_schema_at(
	instar *h, struct instar__exact_schema exact, uint32_t position)
{
	return !h->sql.code && exact.tracked && exact.sum == sum_at(h->set, position) &&
	       rows_agree(h, position);
}

/* What may be there or not: an index built after start-up, the state of backfills. */
static bool is_optional(const instar *h, uint64_t digest)
{
	for (uint32_t i = 0; i < h->set->backfill_count; i++) {
		if (h->set->backfills[i].digest == digest)
			return true;
	}
	return h->set->backfill_count && instar__state_is_own_digest(digest);
}

/* SQLite's own tables (sequences, statistics) belong to nobody's schema. */
static bool is_internal(const char *definition, size_t size)
{
	static const char prefix[] = "CREATE TABLE sqlite_";

	return size >= sizeof(prefix) &&
	       memcmp(definition, prefix, sizeof(prefix) - 1) == 0;
}

/* Nor does what an adoption has left behind: no step writes it. */
static bool is_left(const char *definition, size_t size)
{
	static const char prefix[] = "CREATE TABLE \"";
	size_t start = sizeof(prefix) - 1;
	const char *end;

	if (size < sizeof(prefix) || memcmp(definition, prefix, start) != 0)
		return false;
	end = strchr(definition + start, '"');
	return end && instar__adopt_is_left(
			      definition + start, (size_t)(end - definition) - start);
}

struct instar__exact_schema instar__exact_schema_read(instar *h)
{
	sqlite3_stmt *stmt = instar__sql_prepare(
		&h->sql, "SELECT sql FROM main.sqlite_master WHERE sql IS NOT NULL");
	struct instar__exact_schema exact = { 0 };
	uint64_t ours = instar__track_digest();

	while (instar__sql_row(&h->sql, stmt)) {
		const char *definition = instar__sql_text(&h->sql, stmt, 0);
		size_t size = strlen(definition);
		uint64_t digest = instar__text_digest(definition, size);

		exact.tracked |= digest == ours;
		if (!is_internal(definition, size) && !is_optional(h, digest) &&
			!is_left(definition, size))
			exact.sum += digest;
	}
	instar__sql_finish(stmt);
	return exact;
}
