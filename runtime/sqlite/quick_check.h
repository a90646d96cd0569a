/*
 * quick_check: what a line of quick_check says: a damaged file, or a disk that fails.
 *
 * In: the line. Out: its words, or an error in the caller's `sql`.
 */
#ifndef INSTAR_SQLITE_QUICK_CHECK_H
#define INSTAR_SQLITE_QUICK_CHECK_H

#include "runtime/sqlite/sql.h"

/*
 * The finding in one line without SQLite's heading; "" when all is sound. A page that
 * could not be read is no damage: it is an error of the disk, in `sql`, and "" here.
 */
const char *instar__finding(struct instar__sql *sql, const char *text);

#endif
