/*
 * query: a statement on a scratch database, its parameters and its rows.
 *
 * In: SQL. Out: rows one by one, or a single value. The rest of the generator asks SQLite
 * through this file and scratch.h only, and a question reads like this:
 *
 *     struct query query = scratch_query(scratch, "PRAGMA table_xinfo(%Q)", table);
 *
 *     while (query_row(&query))
 *             note(query_copy(&query, 1), query_int(&query, 3));
 *
 * A statement that SQLite refuses has no rows, and scratch->failure tells why. Who walks
 * to the last row has nothing to close.
 */
#ifndef GEN_ORACLE_QUERY_H
#define GEN_ORACLE_QUERY_H

#include <stdbool.h>
#include <stdint.h>

#include "gen/base/value.h"
#include "gen/oracle/scratch.h"

struct query {
	struct scratch *scratch;
	sqlite3_stmt *stmt; /* NULL: refused, or closed */
	bool failed;	    /* SQLite refused it, or stopped it: scratch->failure tells */
};

/* Ask with a format: SQLite's own %q, %Q and %w work. */
struct query scratch_query(struct scratch *scratch, const char *format, ...);

/* Compile a statement as it is written, to bind its parameters, or for the rows. */
struct query scratch_prepare(struct scratch *scratch, const char *sql);

/* The first column of the first row; `otherwise` when there is no row, or a failure. */
int64_t scratch_int(struct scratch *scratch, int64_t otherwise, const char *format, ...);

/* The same as text in the arena; NULL when there is no row, or a NULL in it. */
const char *scratch_text(struct scratch *scratch, const char *format, ...);

/* The first column of each row as text in the arena, NULLs left out. */
struct names scratch_texts(struct scratch *scratch, const char *format, ...);

/* Bind a parameter, from 1; one that the statement does not have is passed over. */
void query_bind(struct query *query, int parameter, const struct value *value);

/* Move to the next row; at the end, and after a failure, close it and return false. */
bool query_row(struct query *query);

/*
 * Run it to the end and make it ready to be bound and run again. False when SQLite
 * stopped it: scratch->failure tells. Counts against the budget that is left.
 */
bool query_run(struct query *query);

/* Columns of the present row, from 0. NULL is 0 as an integer and NULL as a text. */
int64_t query_int(const struct query *query, int column);
const char *query_text(const struct query *query, int column);	 /* until the next row */
const char *query_copy(const struct query *query, int column);	 /* in the arena */
struct value query_value(const struct query *query, int column); /* in the arena */

/* A number for what columns `first` to `end` - 1 of the present row hold, classes too. */
uint64_t query_digest(const struct query *query, int first, int end, uint64_t start);

/* Does it give rows, and write nothing? */
bool query_reads(const struct query *query);

/* The statement with its parameters as literals, in the arena; NULL: it was refused. */
const char *query_expanded(const struct query *query);

/* For who leaves before the last row; allowed after it, too. */
void query_close(struct query *query);

#endif
