/*
 * full_text_index: what a schema says of its full-text indexes.
 *
 * In: a snapshot. Out: each table of FTS3, FTS4 or FTS5 with what its rows are made from:
 * a content table, or the triggers that write it. It looks at no row.
 */
#ifndef GEN_FULL_TEXT_INDEX_H
#define GEN_FULL_TEXT_INDEX_H

#include "gen/oracle/snapshot.h"

/* Which rows of a table a trigger on INSERT puts into the index, and as what. */
struct full_text_feed {
	const char *table;
	const char *condition; /* over a row called `new`; or NULL: all */
	const char *rowid; /* an expression over it; NULL: any, in an index of its own */
	struct names columns; /* of the index, and what they get */
	struct names values;
	struct names reads; /* the columns that indexed texts are made of */
};

/* A table whose rows are in the index, and its triggers that write the index. */
struct full_text_source {
	const char *table;
	const struct shot_object *triggers[3]; /* by enum tree_trigger_event, or NULL */
	const char
		*condition; /* of the new rows that those on UPDATE put back, or NULL */
};

struct full_text_index {
	const struct shot_object *object;
	const char *name;
	int version; /* 3, 4 or 5 */
	const char
		*content; /* whose rows it indexes; "": it keeps no text; NULL: its own */
	const char *rowid;    /* the content's column that is the rowid here */
	struct names columns; /* that are indexed */
	struct full_text_feed *feeds;
	uint32_t feed_count;
	struct full_text_source *sources;
	uint32_t source_count;
	bool over_view;	 /* its content is a view */
	bool phraseless; /* it finds words, but no phrases */
	bool partial;	 /* some rows are left out of it on purpose */
};

struct full_text_indexes {
	struct full_text_index *items;
	uint32_t count;
};

struct full_text_indexes full_text_indexes_read(
	struct arena *arena, const struct snapshot *snapshot);

/* The one of that name, or NULL. */
const struct full_text_index *full_text_index_find(
	const struct full_text_indexes *indexes, const char *name);

/* The source of that name, or NULL. */
const struct full_text_source *full_text_source_find(
	const struct full_text_index *index, const char *table);

/* Does any trigger on the table write the index? */
bool full_text_source_is_kept(const struct full_text_source *source);

/* Does it index the rows of another table or view? */
bool full_text_index_is_external(const struct full_text_index *index);

#endif
