/*
 * deferred_index: an index that is built after start-up. See deferred_index.h.
 *
 * In one statement, because SQLite has no other way: it holds the write lock for as long
 * as that takes.
 */
#include "runtime/backfill/deferred_index.h"

#include <string.h>

#include "runtime/core/error.h"
#include "runtime/decide/foreign_objects.h"
#include "runtime/records/backfill_state.h"
#include "runtime/records/pending_backfills.h"
#include "runtime/records/stamp.h"

/* Some of the rows that are in a unique index's way; "" when it is not that. */
static void find_duplicates(
	instar *h, const struct instar_backfill *index, char *out, size_t size)
{
	struct instar__sql failed = h->sql;
	sqlite3_stmt *stmt;

	*out = '\0';
	if (!(index->flags & INSTAR_BACKFILL_UNIQUE))
		return;
	instar__sql_clear(&h->sql);
	stmt = instar__sql_prepare(&h->sql, instar__text(h, index->row));
	while (instar__sql_row(&h->sql, stmt)) {
		size_t end = strlen(out);

		sqlite3_snprintf((int)(size - end), out + end, "%s%s", end ? "; " : "",
			instar__sql_text(&h->sql, stmt, 0));
	}
	instar__sql_finish(stmt);
	h->sql = failed;
}

static void tell_why(instar *h, const struct instar_backfill *index)
{
	const char *file = instar__text(h, index->file),
		   *key = instar__text(h, index->key);
	unsigned line = (unsigned)index->line;
	char rows[300];

	find_duplicates(h, index, rows, sizeof(rows));
	if (*rows)
		instar__fail(h, INSTAR_E_SQL,
			"remove the duplicates; the program works without the index",
			"%s:%u: unique index %s cannot be built: duplicates in %s: %s",
			file, line, key, instar__text(h, index->table), rows);
	else
		instar__fail(h, INSTAR_E_SQL,
			"fix what it meets; the program works without the index",
			"%s:%u: index %s cannot be built: %s", file, line, key,
			h->sql.message);
}

static void build(instar *h, const struct instar_backfill *index)
{
	const struct instar_range *range = &index->first;
	struct instar__state progress = { .finished = true, .batches = 1 };
	bool right = instar__stamp_is_right(h, instar__stamp_read(h));

	if (!instar__state_kept(h))
		instar__state_keep(h);
	for (uint32_t i = range->first; i < range->first + range->count; i++)
		instar__sql_exec(&h->sql, instar__text(h, h->set->statements[i].sql));
	progress.attempts = 1;
	instar__state_write(h, index, &progress);
	if (right)
		instar__stamp_write(h);
	if (!h->sql.code)
		instar__sql_exec(&h->sql, "COMMIT");
}

int instar__deferred_index_build(instar *h, const struct instar_backfill *index)
{
	uint64_t unseen = 0;

	do {
		instar__attempt(h);
		h->writing = !instar__sql_lock(&h->sql);
		if (h->writing && !instar__pending_index_is_there(h, index) &&
			instar__foreign_objects_pass(h, index, &unseen))
			build(h, index);
		instar__roll_back(h);
	} while (instar__again(h));
	if (h->sql.code == INSTAR_E_SQL)
		tell_why(h, index);
	return instar__fail_sql(h);
}
