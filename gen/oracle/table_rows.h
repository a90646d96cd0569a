/*
 * table_rows: what a table holds, kept to be compared with what it holds later.
 *
 * In: a populated scratch database. Out: all values of a table as SQL literals, by key;
 * and the differences of two such pictures. It does not know who made a difference.
 */
#ifndef GEN_ORACLE_TABLE_ROWS_H
#define GEN_ORACLE_TABLE_ROWS_H

#include <stdbool.h>
#include <stdint.h>

#include "gen/base/map.h"
#include "gen/oracle/scratch.h"

struct table_rows {
	const char *table;
	const char **columns; /* names; generated and hidden ones are left out */
	const char **types;   /* as declared, "" without one */
	uint32_t column_count;
	const char **keys; /* primary key, or "rowid" */
	uint32_t key_count;
	const char *rowid;   /* a name of it that no column has, or NULL */
	uint32_t serial;     /* the column that is the rowid, or UINT32_MAX */
	const char **values; /* row by row: the key, the rowid, then each column */
	uint32_t count;
	bool virtual;
	struct map by_key; /* exact: the key's text, to the row */
};

/* The picture of a table, or NULL when there is no such table. */
struct table_rows *table_rows_take(struct scratch *scratch, const char *table);

/* The same with those rows only that rows of another picture became: see
 * table_rows_match.
 */
struct table_rows *table_rows_of(struct arena *arena, const struct table_rows *rows,
	const struct table_rows *before);

/* The same with those rows only that are wanted. */
struct table_rows *table_rows_part(
	struct arena *arena, const struct table_rows *rows, const bool *wanted);

/* The value of a column in a row, as an SQL literal. */
const char *table_rows_value(
	const struct table_rows *rows, uint32_t row, uint32_t column);

/* The key of a row, as literals with commas between them. */
const char *table_rows_key(const struct table_rows *rows, uint32_t row);

/* A condition that is true for this row alone. */
const char *table_rows_where(
	struct arena *arena, const struct table_rows *rows, uint32_t row);

/* The number of a column, or UINT32_MAX. */
uint32_t table_rows_column(const struct table_rows *rows, const char *name);

/* How one column of `before` is found in `after`. */
struct table_rows_difference {
	uint32_t changed; /* rows whose value is another */
	uint32_t retyped; /* of these: only the storage class differs, '1' and 1 */
	uint32_t first;	  /* the first such row in before */
	uint32_t partner; /* its row in after */
};

/*
 * Which row of after each row of before became; UINT32_MAX: none. With `renumbered` rows
 * whose key is gone are looked for by what else they hold.
 */
const uint32_t *table_rows_match(struct arena *arena, const struct table_rows *before,
	const struct table_rows *after, bool renumbered);

/* Compare a column of matched rows. */
struct table_rows_difference table_rows_compare(const struct table_rows *before,
	uint32_t column, const struct table_rows *after, uint32_t other,
	const uint32_t *match);

#endif
