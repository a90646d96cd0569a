/*
 * backup_search: the backups of a database that are still there, and what they still
 * hold.
 *
 * In: a handle. Out: paths. It reads backups and changes none; one that cannot be read is
 * passed over.
 */
#ifndef INSTAR_BACKUP_BACKUP_SEARCH_H
#define INSTAR_BACKUP_BACKUP_SEARCH_H

#include "runtime/core/handle.h"

/*
 * Path of the newest backup, and its age in seconds as its name tells it. NULL: there is
 * none, or no memory (which is in h->sql). sqlite3_free() it.
 */
char *instar__backup_search_newest(instar *h, int64_t *age_s);

/* Path of the newest backup in which the table holds a row. Otherwise as above. */
char *instar__backup_search_rows(instar *h, const char *table);

#endif
