/*
 * backup: a copy of the database that was read back before it got its name.
 *
 * In: a handle; in a write transaction or outside. Out: a file, or the handle's error and
 * no file. The copy is made through a connection of its own, because the one that holds
 * the lock may not be copied.
 */
#ifndef INSTAR_BACKUP_BACKUP_H
#define INSTAR_BACKUP_BACKUP_H

#include "runtime/core/handle.h"

/*
 * Make one at `path`, or under the next free name beside the database. h->backup is its
 * path; NULL when there was nothing to back up, as in memory. Returns the sticky code.
 */
int instar__backup_make(instar *h, const char *path);

#endif
