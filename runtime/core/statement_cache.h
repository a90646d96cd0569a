/*
 * statement_cache: statements that are prepared once for all batches of a run.
 *
 * In: the text of a statement. Out: the statement, prepared now or cached from the batch
 * before. A handle caches none but between instar__cache_begin() and instar__cache_end();
 * outside of these each is prepared anew and finalized.
 */
#ifndef INSTAR_CORE_STATEMENT_CACHE_H
#define INSTAR_CORE_STATEMENT_CACHE_H

#include "runtime/core/handle.h"

enum { INSTAR__KEPT_MOST = 16 };

struct instar__cache {
	sqlite3_stmt *statements[INSTAR__KEPT_MOST];
	uint32_t used; /* a bit for each that is at work */
};

/* `kept` must be zeroed, and live until the end. */
void instar__cache_begin(instar *h, struct instar__cache *kept);

/* Finalize them all. */
void instar__cache_end(instar *h);

/* As instar__sql_prepare() on h->sql; NULL after an error. */
sqlite3_stmt *instar__cache_prepare(instar *h, const char *text);

/* As instar__sql_finish(): it may be prepared again. NULL is allowed. */
void instar__cache_finish(instar *h, sqlite3_stmt *stmt);

#endif
