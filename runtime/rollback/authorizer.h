/*
 * authorizer: what SQL that came out of a database may do.
 *
 * In: a connection of the runtime's own. Out: an authorizer on it that lets schema
 * changes of the main database pass and nothing else, and that notes which tables were
 * touched. It refuses to know who wrote the SQL: nobody vouches for it.
 */
#ifndef INSTAR_ROLLBACK_AUTHORIZER_H
#define INSTAR_ROLLBACK_AUTHORIZER_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "runtime/schema/schema.h"

struct instar__authorizer {
	const struct instar__schema *schema; /* whose triggers may not work */
	char *tables; /* touched ones, each NUL-terminated, one after another */
	uint32_t count, size, room;
	bool no_memory;
	int trusted;	  /* the connection's trusted_schema before */
	char refused[96]; /* the first thing that was not allowed, in words, or "" */
	char set_off[128]; /* the trigger or view whose work that was, or "" */
};

/* Guard the connection until instar__authorizer_leave(). `*warden` stays where it is. */
void instar__authorizer_enter(struct instar__authorizer *warden, sqlite3 *db,
	const struct instar__schema *schema);
void instar__authorizer_leave(struct instar__authorizer *warden, sqlite3 *db);

/* Free what was noted. */
void instar__authorizer_free(struct instar__authorizer *warden);

#endif
