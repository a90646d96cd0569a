/*
 * row_checksum: the rows of a table as a number, to see later whether they are the same.
 *
 * In: a table before SQL that nobody vouches for, and after. Out: are its rows, in the
 * columns that it has both times, what they were? Their order does not matter.
 */
#ifndef INSTAR_ROLLBACK_ROW_CHECKSUM_H
#define INSTAR_ROLLBACK_ROW_CHECKSUM_H

#include "runtime/core/handle.h"

struct instar__keepsake {
	const char *table;
	const char *columns; /* names, each NUL-terminated, an empty one last */
	const char *query;   /* for the columns that stay */
	int64_t rows;
	uint64_t sum;
};

/* Note which columns the table has now, after. All is kept by the handle. */
void instar__keepsake_columns(
	instar *h, struct instar__keepsake *keepsake, const char *table);

/* Sum up the rows now, before, over the columns that were noted and are there. */
void instar__keepsake_take(instar *h, struct instar__keepsake *keepsake);

/* Is the sum still that? False after an error in h->sql, too. */
bool instar__keepsake_holds(instar *h, const struct instar__keepsake *keepsake);

/* How many rows a table has. Errors are in h->sql. */
int64_t instar__keepsake_rows(instar *h, const char *table);

#endif
