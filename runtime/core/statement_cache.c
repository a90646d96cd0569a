/*
 * statement_cache: statements that are prepared once for all batches of a run. See
 * statement_cache.h.
 *
 * A batch of 5 ms asks some ten small questions, and preparing them took a twentieth of
 * it. SQLite prepares them anew by itself when the schema changes.
 */
#include "runtime/core/statement_cache.h"

#include <string.h>

void instar__cache_begin(instar *h, struct instar__cache *kept)
{
	h->kept_statements = kept;
}

void instar__cache_end(instar *h)
{
	struct instar__cache *kept = h->kept_statements;

	h->kept_statements = NULL;
	for (int i = 0; kept && i < INSTAR__KEPT_MOST; i++)
		instar__sql_finish(kept->statements[i]);
}

/* The place of the statement, or -1. */
static int place_of(const struct instar__cache *kept, const sqlite3_stmt *stmt)
{
	for (int i = 0; kept && stmt && i < INSTAR__KEPT_MOST; i++) {
		if (kept->statements[i] == stmt)
			return i;
	}
	return -1;
}

sqlite3_stmt *instar__cache_prepare(instar *h, const char *text)
{
	struct instar__cache *kept = h->kept_statements;
	sqlite3_stmt *stmt;
	int at = 0;

	if (h->sql.code)
		return NULL;
	for (; kept && at < INSTAR__KEPT_MOST && kept->statements[at]; at++) {
		if (!(kept->used >> at & 1) &&
			strcmp(sqlite3_sql(kept->statements[at]), text) == 0) {
			kept->used |= 1u << at;
			return kept->statements[at];
		}
	}
	stmt = instar__sql_prepare(&h->sql, text);
	if (kept && stmt && at < INSTAR__KEPT_MOST) {
		kept->statements[at] = stmt;
		kept->used |= 1u << at;
	}
	return stmt;
}

void instar__cache_finish(instar *h, sqlite3_stmt *stmt)
{
	int at = place_of(h->kept_statements, stmt);

	if (at < 0) {
		instar__sql_finish(stmt);
		return;
	}
	instar__sql_reset(stmt);
	h->kept_statements->used &= ~(1u << at);
}
