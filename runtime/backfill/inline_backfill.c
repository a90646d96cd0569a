/*
 * inline_backfill: a backfill that a step requires, in the transaction of the steps.
 *
 * Who skips releases meets the step that makes the column and the one that requires it
 * in one run. No program has been started in between that could have filled it, so it is
 * done here: one range, from the first row to the last.
 */
#include "runtime/backfill/inline_backfill.h"

#include <string.h>

#include "runtime/backup/rows_at_stake.h"
#include "runtime/core/error.h"
#include "runtime/records/backfill_state.h"
#include "runtime/sqlite/key_cursor.h"

enum { LAST_KEY = 5, HOW_MANY = 9 }; /* parameters, see struct instar_backfill */

/* The last key of all. */
static void find_end(
	instar *h, const struct instar_backfill *backfill, struct instar__cursor *end)
{
	sqlite3_stmt *stmt =
		instar__sql_prepare(&h->sql, instar__text(h, backfill->bound_first));

	if (instar__sql_takes(stmt, HOW_MANY))
		instar__sql_bind_int(&h->sql, stmt, HOW_MANY, INT64_MAX);
	if (instar__sql_row(&h->sql, stmt) && !instar__sql_is_null(stmt, 0))
		instar__cursor_take(end, &h->sql, stmt, 0, backfill->key_columns);
	instar__sql_finish(stmt);
}

/* How many rows the statement that changed most has changed. */
static int64_t change_rows(instar *h, const struct instar_backfill *backfill,
	const struct instar__cursor *end)
{
	const struct instar_range *range = &backfill->first;
	int64_t most = 0;

	for (uint32_t i = range->first; i < range->first + range->count; i++) {
		const char *sql = instar__text(h, h->set->statements[i].sql);
		sqlite3_stmt *stmt = instar__sql_prepare(&h->sql, sql);

		instar__cursor_bind(end, &h->sql, stmt, LAST_KEY);
		instar__sql_run(&h->sql, stmt);
		if (!h->sql.code && sqlite3_changes(h->db) > most)
			most = sqlite3_changes(h->db);
		instar__sql_finish(stmt);
	}
	return most;
}

static void record(instar *h, const struct instar_backfill *backfill, int64_t rows)
{
	struct instar__state progress = { 0 };

	if (!instar__state_kept(h))
		instar__state_keep(h);
	instar__state_read(h, backfill, &progress);
	instar__cursor_free(&progress.cursor);
	progress.rows_done += rows;
	progress.batches++;
	progress.attempts++;
	progress.finished = true;
	instar__state_write(h, backfill, &progress);
	instar__state_free(&progress);
}

/* What it comes after, unless a step before this one has ended that; an index may wait.
 */
static int hasten_before(instar *h, const struct instar_backfill *backfill)
{
	const struct instar_backfill *before;

	if (backfill->after == INSTAR_NONE)
		return h->error.code;
	before = &h->set->backfills[backfill->after];
	if (before->flags & INSTAR_BACKFILL_INDEX ||
		(before->ends && before->ends <= h->at_step))
		return h->error.code;
	return instar__inline_backfill(h, before);
}

int instar__inline_backfill(instar *h, const struct instar_backfill *backfill)
{
	struct instar__cursor end = { 0 };
	int64_t began_us = instar__clock(h), rows = 0;

	if (h->error.code || instar__state_refuse(h) || hasten_before(h, backfill) ||
		instar__rows_at_stake_of_backfill(h, backfill))
		return h->error.code;
	find_end(h, backfill, &end);
	if (end.count)
		rows = change_rows(h, backfill, &end);
	instar__cursor_free(&end);
	record(h, backfill, rows);
	if (instar__fail_sql(h))
		return h->error.code;
	return instar__tell(h, &(struct instar_event){ .kind = INSTAR_EVENT_BACKFILLED,
				       .id = instar__text(h, backfill->key),
				       .rows = rows,
				       .duration_us = instar__since(h, began_us) });
}
