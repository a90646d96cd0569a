/*
 * retention: backups that are made without being asked for, and how long they stay.
 *
 * In: a handle before its steps run, and after. Out: a backup, or none when nothing can
 * be lost. How one is made is backup's business.
 */
#ifndef INSTAR_BACKUP_RETENTION_H
#define INSTAR_BACKUP_RETENTION_H

#include "runtime/core/handle.h"

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

/* Make it if now is the time and a table holds a row. Returns the sticky code. */
int instar__backup_of_rows(instar *h, bool locked);

/*
 * After the run: prune; or, when nothing has come of it, remove the backup again, as the
 * database is what it holds. It is kept after trouble with the disk, and when some of
 * the run's steps stay.
 */
void instar__backup_settle(instar *h);

#endif
