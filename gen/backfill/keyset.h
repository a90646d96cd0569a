/*
 * keyset: the key of a table, along which batches go.
 *
 * In: a table of the scratch database. Out: its rowid, or the columns of its primary key
 * when it has none, as SQL and as SQLite names them. It knows no backfill.
 */
#ifndef GEN_BACKFILL_KEYSET_H
#define GEN_BACKFILL_KEYSET_H

#include <stdbool.h>
#include <stdint.h>

#include "gen/oracle/query.h"
#include "gen/oracle/snapshot.h"

struct keyset {
	struct names keys;    /* quoted as SQL */
	struct names columns; /* that hold it; ROWID when none does */
	bool mixed;	      /* ascending by some columns, descending by others */
};

struct keyset keyset_find(struct scratch *scratch, const struct shot_object *table);

/* The first column of the key that the statement sets, or NULL. */
const char *keyset_changed(const struct keyset *route, struct scratch *scratch,
	const char *sql, const char *table);

#endif
