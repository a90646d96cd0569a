/*
 * estimate: how long the rest of a backfill may take. See estimate.h.
 */
#include "runtime/backfill/estimate.h"

#include <string.h>

/* Parameters, see struct instar_backfill. */
enum { FROM_KEY = 1, SO_MANY = 9 };

/*
 * The rows of one part of the count: few at first, and always more than a batch has, so
 * that the count is done long before the batches are.
 */
enum { LEAST_ROWS_COUNTED = 1000, MOST_ROWS_COUNTED = 20000 };
enum { BATCHES_A_PART = 8 };

void instar__estimate_free(struct instar__estimate *pace)
{
	instar__cursor_free(&pace->scout);
	memset(pace, 0, sizeof(*pace));
}

static bool is_number(const struct instar__cursor *end)
{
	return end->count == 1 && sqlite3_value_type(end->values[0]) == SQLITE_INTEGER;
}

void instar__estimate_note(
	struct instar__estimate *pace, const struct instar__cursor *end, int64_t rows)
{
	pace->moved = end->count > 0;
	if (!pace->moved)
		return;
	pace->batch = rows;
	if (!pace->begun) {
		pace->at = is_number(end) ? sqlite3_value_int64(end->values[0]) : 0;
		if (!pace->scout.count && !instar__cursor_copy(&pace->scout, end))
			instar__cursor_free(&pace->scout);
	} else if (pace->way == INSTAR__PACE_COUNT) {
		pace->at += rows;
	} else if (is_number(end)) {
		pace->at = sqlite3_value_int64(end->values[0]);
	}
}

/* The last rowid; an error (a table that has none) is nobody's. */
static bool find_last(instar *h, const char *table, int64_t *last)
{
	struct instar__sql sql = instar__sql_on(h->db);
	sqlite3_stmt *stmt;
	bool found;

	stmt = instar__sql_preparef(&sql, "SELECT max(rowid) FROM main.\"%w\"", table);
	found = instar__sql_row(&sql, stmt) && !instar__sql_is_null(stmt, 0);
	if (found)
		*last = instar__sql_integer(stmt, 0);
	instar__sql_finish(stmt);
	return found;
}

static void begin(
	instar *h, struct instar__estimate *pace, const struct instar_backfill *backfill)
{
	pace->begun = true;
	pace->since_us = instar__clock(h);
	if (is_number(&pace->scout) &&
		find_last(h, instar__text(h, backfill->table), &pace->to)) {
		pace->way = INSTAR__PACE_NUMBERS;
		pace->counted_all = true;
	} else if (pace->scout.count) {
		pace->way = INSTAR__PACE_COUNT;
		pace->at = 0;
	}
	pace->from = pace->at;
}

static int64_t next_part(const struct instar__estimate *pace)
{
	int64_t part = pace->to / 8, batches = pace->batch * BATCHES_A_PART;

	part = part < LEAST_ROWS_COUNTED  ? LEAST_ROWS_COUNTED
	       : part > MOST_ROWS_COUNTED ? MOST_ROWS_COUNTED
					  : part;
	return part < batches ? batches : part;
}

/* The key so many rows behind `from`, or the last; empty when none is behind it. */
static bool go(instar *h, const struct instar_backfill *backfill,
	const struct instar__cursor *from, int64_t rows, struct instar__cursor *to)
{
	struct instar__sql sql;
	sqlite3_stmt *stmt;

	instar__cursor_free(to);
	instar__sql_init(&sql, h->db);
	stmt = instar__sql_prepare(&sql, instar__text(h, backfill->bound_next));
	instar__cursor_bind(from, &sql, stmt, FROM_KEY);
	if (instar__sql_takes(stmt, SO_MANY))
		instar__sql_bind_int(&sql, stmt, SO_MANY, rows);
	if (instar__sql_row(&sql, stmt) && !instar__sql_is_null(stmt, 0))
		instar__cursor_take(to, &sql, stmt, 0, backfill->key_columns);
	instar__sql_finish(stmt);
	return !sql.code;
}

/* Behind `from` are at least one row and at most `most`: how many? */
static int64_t bisect(instar *h, const struct instar_backfill *backfill,
	const struct instar__cursor *from, int64_t most)
{
	struct instar__cursor middle = { .count = 0 }, behind = { .count = 0 };
	int64_t least = 1;

	while (least < most) {
		int64_t rows = least + (most - least) / 2;

		if (!go(h, backfill, from, rows, &middle) ||
			!go(h, backfill, &middle, 1, &behind))
			break;
		if (behind.count)
			least = rows + 1;
		else
			most = rows;
	}
	instar__cursor_free(&middle);
	instar__cursor_free(&behind);
	return least;
}

/*
 * Count a few rows more, ahead of the batches: no write lock, and each read is short,
 * since a long one keeps writers out in rollback mode and the log from being moved in WAL
 * mode. Ten million rows along a text key were counted in 2.4 s, in 500 parts of at most
 * 8 ms.
 */
static void count_on(
	instar *h, struct instar__estimate *pace, const struct instar_backfill *backfill)
{
	struct instar__cursor next = { .count = 0 }, behind = { .count = 0 };
	int64_t part = next_part(pace);

	if (go(h, backfill, &pace->scout, part, &next) &&
		(!next.count || go(h, backfill, &next, 1, &behind))) {
		pace->counted_all = !behind.count;
		if (next.count)
			pace->to += behind.count
					    ? part
					    : bisect(h, backfill, &pace->scout, part);
		instar__cursor_move(&pace->scout, &next);
	}
	instar__cursor_free(&next);
	instar__cursor_free(&behind);
}

int64_t instar__estimate_left(
	instar *h, struct instar__estimate *pace, const struct instar_backfill *backfill)
{
	double passed, rest;

	if (!pace->moved)
		return 0;
	if (!pace->begun) {
		begin(h, pace, backfill);
		return 0;
	}
	if (pace->way == INSTAR__PACE_COUNT && !pace->counted_all)
		count_on(h, pace, backfill);
	passed = (double)pace->at - (double)pace->from;
	rest = (double)pace->to - (double)pace->at;
	if (!pace->counted_all || passed <= 0 || rest <= 0)
		return 0;
	rest = (double)(instar__clock(h) - pace->since_us) * rest / passed;
	return rest > 0 && rest < 1e15 ? (int64_t)rest : 0;
}
