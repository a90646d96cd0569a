/*
 * other_sets: other sets that keep their records in the same file.
 *
 * In: a schema and the tracking table. Out: their names. What belongs to them is in their
 * own programs; here it is only known that somebody else may have made it.
 */
#ifndef INSTAR_RECORDS_OTHER_SETS_H
#define INSTAR_RECORDS_OTHER_SETS_H

#include "runtime/core/handle.h"
#include "runtime/schema/schema.h"

/*
 * "handled_data, other", or NULL: there are none, or the tracking table is not one of
 * ours. Errors are in h->sql. sqlite3_free() it.
 */
char *instar__neighbours(instar *h, const struct instar__schema *schema);

#endif
