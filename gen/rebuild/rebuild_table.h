/*
 * rebuild_table: a table as a rebuild has to know it.
 *
 * In: a scratch database and a name. Out: the columns that can be written, the key, and
 * how its rows are numbered, as SQLite tells them. It writes nothing.
 */
#ifndef GEN_REBUILD_REBUILD_TABLE_H
#define GEN_REBUILD_REBUILD_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#include "gen/oracle/query.h"

struct rebuild_column {
	const char *name;
	bool generated;
	uint32_t key; /* its place in the primary key, from 1; 0: it is not in it */
};

struct rebuild_table {
	const char *name; /* as the schema spells it; NULL: there is no such table */
	bool view;	  /* it is a view */
	bool virtual;
	struct rebuild_column *columns;
	uint32_t column_count;
	bool autoincrement;
	bool without_rowid;
	const char *rowid; /* a word for the rowid that no column has taken, or NULL */
	uint32_t alias;	   /* the column that is the rowid, or UINT32_MAX */
};

/* Read one; no case. */
struct rebuild_table rebuild_table_read(struct scratch *scratch, const char *name);

/* The number of a column, no case, or UINT32_MAX. */
uint32_t rebuild_table_column(const struct rebuild_table *table, const char *name);

/* A name as SQL: in quotes where it has to be. */
const char *rebuild_table_quote(struct arena *arena, const char *name);

#endif
