/*
 * reference_schema: the schema as it should be at a position, made by the steps
 * themselves.
 *
 * In: a set and a position. Out: a private database in memory that has every object and
 * every row that steps 1 to that position make of nothing. It never looks at the database
 * of the host.
 */
#ifndef INSTAR_SCHEMA_REFERENCE_SCHEMA_H
#define INSTAR_SCHEMA_REFERENCE_SCHEMA_H

#include "runtime/core/handle.h"
#include "runtime/schema/schema.h"

struct instar__reference_schema {
	struct instar__sql sql;	      /* its connection, or NULL in it */
	struct instar__schema schema; /* its objects, in the order of their making */
	uint32_t position;
};

/*
 * Make it. Fails with TOO_OLD when the steps were retired, and when the connection that
 * the host's function opens cannot run them. Returns the sticky code; whatever it is,
 * close the reference.
 */
int instar__reference_schema_open(
	instar *h, uint32_t position, struct instar__reference_schema *reference);

/*
 * The same for a question that may stay open: false when it cannot be made, which is an
 * error, in h->sql, only for want of memory. Close it in any case.
 */
bool instar__reference_schema_try(
	instar *h, uint32_t position, struct instar__reference_schema *reference);

void instar__reference_schema_close(struct instar__reference_schema *reference);

#endif
