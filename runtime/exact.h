/*
 * exact: is the schema, object for object, the one that was proved?
 *
 * In: a handle inside a transaction. Out: yes, when the definitions in the database are
 * byte for byte those at the end of the set, there is nothing else, and the claims about
 * rows hold: then every check alive there holds. A no says nothing: look closer.
 */
#ifndef INSTAR_EXACT_H
#define INSTAR_EXACT_H

#include "handle.h"

/* One pass over sqlite_schema without a name looked up. Errors are in h->sql. */
bool instar__exact(instar *h);

#endif
