/*
 * annotate_rebuild: what `-- @rebuild T [column = expression, …]` says.
 *
 * In: the text after the word. Out: the table, and an expression for each column named.
 * Whether there is such a table, or such a column, is not known here.
 */
#ifndef GEN_SQL_ANNOTATE_REBUILD_H
#define GEN_SQL_ANNOTATE_REBUILD_H

#include "gen/sql/parse.h"

struct arena;

/*
 * Read `size` bytes at `base` in a source. NULL when they do not read: then
 * `*problem` says why and `*bad` where; a point means at the end.
 */
const struct rebuild_order *annotate_rebuild(struct arena *arena, const char *text,
	uint32_t size, uint32_t base, const char **problem, struct span *bad);

#endif
