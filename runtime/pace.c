/*
 * pace: how long the rest of a backfill may take. See pace.h.
 */
#include "pace.h"

/* The last rowid; an error (a table that has none) is nobody's. */
static bool find_last(instar *h, const char *table, int64_t *last)
{
	struct instar__sql sql;
	sqlite3_stmt *stmt = NULL;
	char *text = sqlite3_mprintf("SELECT max(rowid) FROM main.\"%w\"", table);
	bool found = false;

	instar__sql_init(&sql, h->db);
	if (text)
		stmt = instar__sql_prepare(&sql, text);
	if (instar__sql_row(&sql, stmt)) {
		found = sqlite3_column_type(stmt, 0) == SQLITE_INTEGER;
		*last = sqlite3_column_int64(stmt, 0);
	}
	instar__sql_finish(stmt);
	sqlite3_free(text);
	return found;
}

int64_t instar__pace_left(instar *h, struct instar__pace *pace,
	const struct instar_backfill *backfill, int64_t at)
{
	double passed, rest;

	if (!pace->begun) {
		*pace = (struct instar__pace){
			.begun = true, .from = at, .since_us = instar__clock(h)
		};
		pace->known = find_last(h, instar__text(h, backfill->table), &pace->to);
		return 0;
	}
	passed = (double)at - (double)pace->from;
	rest = (double)pace->to - (double)at;
	if (!pace->known || passed <= 0 || rest <= 0)
		return 0;
	rest = (double)(instar__clock(h) - pace->since_us) * rest / passed;
	return rest > 0 && rest < 1e15 ? (int64_t)rest : 0;
}
