/*
 * rebuild_table: a table as a rebuild has to know it.
 *
 * In: a scratch database and a name. Out: the columns that can be written, the key, and
 * how its rows are numbered, as SQLite tells them. It writes nothing.
 */
#ifndef GEN_REBUILD_REBUILD_TABLE_H
#define GEN_REBUILD_REBUILD_TABLE_H

#include "gen/oracle/snapshot.h"

struct rebuild_table {
	const struct shot_object *object; /* NULL: there is no such table or view */
	struct names key;  /* the columns of the primary key, in its order */
	const char *alias; /* the column that is the rowid, or NULL */
	const char *rowid; /* a word for the rowid that no column has taken, or NULL */
	bool autoincrement;
};

/* Read one; no case. */
struct rebuild_table rebuild_table_read(struct scratch *scratch, const char *name);

/* A name as SQL: in quotes where it has to be. */
const char *rebuild_table_quote(struct arena *arena, const char *name);

#endif
