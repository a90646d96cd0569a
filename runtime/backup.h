/*
 * backup: a copy of the database that was read back before it got its name.
 *
 * In: a handle; in a write transaction or outside. Out: a file, or the handle's error and
 * no file. The copy is made through a connection of its own, because the one that holds
 * the lock may not be copied.
 */
#ifndef INSTAR_BACKUP_H
#define INSTAR_BACKUP_H

#include "handle.h"

/*
 * Make one at `path`, or under the next free name beside the database. h->backup is its
 * path; NULL when there was nothing to back up, as in memory. Returns the sticky code.
 */
int instar__backup_make(instar *h, const char *path);

/* How many backups are kept; negative: none is made. */
int instar__backup_limit(const instar *h);

/* Remove the oldest beyond `keep`; neither h->backup nor `spare`, which may be NULL. */
void instar__backup_prune(instar *h, int keep, const char *spare);

/*
 * Is now the time for the backup of a run? `locked`: in the write transaction; a
 * connection that keeps its locks for ever cannot be read beside it, so for such a one
 * the time is before.
 */
bool instar__backup_due(instar *h, bool locked);

/* Make it, before the first statement. */
int instar__backup_before(instar *h);

/*
 * After the run: prune; or, when nothing has come of it, remove the backup again, as the
 * database is what it holds. After trouble with the disk it is kept.
 */
void instar__backup_settle(instar *h);

/* "; backups: PATH", the newest; "" when there is none. Works after an error. */
void instar__backup_words(const instar *h, char *out, int size);

#endif
