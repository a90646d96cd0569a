/*
 * copy: a private copy of a database, to migrate without touching the original.
 *
 * In: a handle outside a transaction. Out: a connection to a temporary database that
 * holds the same pages, as they were at one moment.
 */
#ifndef INSTAR_BACKUP_COPY_H
#define INSTAR_BACKUP_COPY_H

#include "instar.h"

/*
 * Copy the database through the backup API into a temporary one that only the returned
 * connection sees and that is gone when it is closed. The caller closes it. NULL after
 * an error, which the handle tells. Waits for locks as instar_plan() does.
 */
sqlite3 *instar__private_copy(instar *h);

#endif
