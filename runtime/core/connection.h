/*
 * connection: connections of the runtime's own.
 *
 * In: a handle and a path. Out: a second connection, opened by the host's function or as
 * the host's own connection was. It never touches the host's connection.
 */
#ifndef INSTAR_CORE_CONNECTION_H
#define INSTAR_CORE_CONNECTION_H

#include "runtime/core/handle.h"

/*
 * Open `path`: a file, "" for a temporary database, ":memory:". `flags` as for
 * sqlite3_open_v2(). The caller closes it with sqlite3_close(). NULL after an error,
 * which is left in h->sql.
 */
sqlite3 *instar__connect(instar *h, const char *path, int flags);

/*
 * A private copy, to migrate without touching the original: a connection to a temporary
 * database that holds the same pages, as they were at one moment, and is gone when it is
 * closed, which the caller does. NULL after an error, which the handle tells. Waits for
 * locks as instar_plan() does.
 */
sqlite3 *instar__private_copy(instar *h);

/* The path of the database; NULL: it has none (in memory, or temporary). */
const char *instar__path(const instar *h);

/* Does the host's connection keep its locks when its transactions end? */
bool instar__keeps_locks(instar *h);

#endif
