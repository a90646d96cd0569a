/*
 * driving_table: the table along which a backfill goes, and where its statement can be
 * narrowed.
 *
 * In: an UPDATE, DELETE or INSERT … SELECT. Out: its text before and after the condition,
 * and the condition, so that a range can be put in front of it.
 */
#ifndef GEN_BACKFILL_DRIVING_TABLE_H
#define GEN_BACKFILL_DRIVING_TABLE_H

#include "gen/sql/parse.h"

struct arena;

struct driving_table {
	const char *table;     /* unquoted */
	const char *source;    /* as it is after FROM: "old AS o" */
	const char *qualifier; /* of its columns, quoted as SQL */
	const char *head;      /* the statement up to its WHERE */
	const char *due;       /* the condition */
	const char *tail;      /* what comes after it, or "" */
	const char *problem;   /* why there is none, or NULL */
	const char *help;
};

/* `table` is the one the author named, or NULL: the one that the statement changes. */
struct driving_table driving_table_find(struct arena *arena, const struct script *script,
	const struct statement *statement, const char *table);

/*
 * A SELECT of the rows that are in the way of a CREATE UNIQUE INDEX, as text: the
 * values and how many rows share them.
 */
const char *driving_table_duplicates(
	struct arena *arena, const struct script *script, const struct statement *create);

#endif
