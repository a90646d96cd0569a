/*
 * intake: an INSERT and the table it fills. Only constraints, orphans and
 * leaving_out include it.
 *
 * The rows that an INSERT brings are a table of WITH here, called as the table they go
 * to, so that its CHECKs read as they are written.
 */
#ifndef GEN_COVERAGE_INTAKE_H
#define GEN_COVERAGE_INTAKE_H

#include "gen/coverage/situation.h"

struct intake {
	struct situations *list;
	const struct tree_insert *insert;
	const struct relation *target;
	const struct frame *root;
	struct names columns;	    /* that are filled */
	const struct frame *source; /* of a SELECT's only core; or NULL */
	const char *rows;	    /* WITH …, instar_new(…) AS (…) */
};

struct intake intake_of(struct situations *list, const struct frame *root,
	const struct tree_insert *insert);

/* What a column is filled with; NULL: not known. */
const struct tree_expr *intake_value(const struct intake *intake, const char *column);

/* Are all of these columns filled? */
bool intake_has(const struct intake *intake, const struct names *columns);

/* Are the columns filled from plain ones of one source? Then those. */
struct names intake_source_columns(
	const struct intake *intake, const struct names *columns, uint32_t *part);

/* A situation of the rows it brings, which are the table instar_new in `query`. */
struct situation intake_situation(
	const struct intake *intake, const char *label, const char *query);

/* Does the statement's WHERE leave out rows whose key is there? */
bool intake_leaves_out(const struct intake *intake, const struct names *key);

/* Does it bring one row, or one for each value of that key? */
bool intake_has_one_each(const struct intake *intake, const struct names *key);

/* Is it filled with nothing but NULL? */
bool intake_is_null(const struct intake *intake, const char *column);

/* What foreign keys of the filled table distinguish. */
void orphans_ask(const struct intake *intake);

#endif
