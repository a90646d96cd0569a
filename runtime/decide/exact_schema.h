/*
 * exact_schema: is the schema, object for object, the one that was proved?
 *
 * In: a handle inside a transaction. Out: yes, when the definitions in the database are
 * byte for byte those of a position, there is nothing else, and the claims about rows
 * agree: then every check alive there holds. A no says nothing: look closer.
 */
#ifndef INSTAR_DECIDE_EXACT_SCHEMA_H
#define INSTAR_DECIDE_EXACT_SCHEMA_H

#include "runtime/core/handle.h"

/* All definitions in the database, added up. */
struct instar__exact_schema {
	uint64_t sum;
	bool tracked; /* our own table is among them, as we write it */
};

/* One pass over sqlite_schema without a name looked up. Errors are in h->sql. */
struct instar__exact_schema instar__exact_schema_read(instar *h);

/* Is that the schema proved at the position, our table included? Errors are in h->sql. */
bool instar__exact_schema_at(
	instar *h, struct instar__exact_schema exact, uint32_t position);

#endif
