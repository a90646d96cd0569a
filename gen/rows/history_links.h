/*
 * history_links: what a history's statements say of columns by their tables.
 *
 * In: all statements, and the backfills. Out: which two columns are set equal in a JOIN,
 * a WHERE or an IN, as a reference is that nobody declared; and which columns a backfill
 * writes. It takes names as they are written: renames are not followed.
 */
#ifndef GEN_ROWS_HISTORY_LINKS_H
#define GEN_ROWS_HISTORY_LINKS_H

#include <stdbool.h>
#include <stdint.h>

#include "gen/base/map.h"
#include "gen/read/plan.h"

/* One end of an equality. */
struct link_end {
	const char *table;
	const char *column;
};

struct history_links {
	struct arena *arena;
	struct map written;	/* "table.column": by a backfill */
	struct map known;	/* "table.column" to items */
	struct link_end *items; /* the other end of the first equality it is in */
	uint32_t count;
};

/* The plan may be NULL. */
void history_links_read(
	struct history_links *links, struct arena *arena, const struct plan *plan);

/* What the column is set equal to somewhere, or NULL. */
const struct link_end *history_links_of(
	const struct history_links *links, const char *table, const char *column);

/* Does a backfill write it? */
bool history_links_backfills(
	const struct history_links *links, const char *table, const char *column);

#endif
