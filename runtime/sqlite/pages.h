/*
 * pages: all pages of one database into another, and whether they are sound.
 *
 * In: connections. Out: errors in the caller's `sql`. It refuses to know what the copy is
 * for.
 */
#ifndef INSTAR_SQLITE_PAGES_H
#define INSTAR_SQLITE_PAGES_H

#include "runtime/sqlite/sql.h"

/*
 * Copy in one step: in several, a busy writer could make the copy begin again for ever.
 * What `to` held before is still there after an error. Returns sql->code.
 */
int instar__pages_copy(struct instar__sql *sql, sqlite3 *to, sqlite3 *from);

/*
 * Run quick_check on sql->db. False when the file is damaged (`why` says how) or cannot
 * be read (which is in `sql`). Rows that break a constraint are no damage. Collations
 * that this connection lacks have stand-ins: order is not looked at.
 */
bool instar__pages_sound(struct instar__sql *sql, char *why, int size);

/* The first thing that quick_check finds in the database, in one line, or "". */
void instar__quick_check(struct instar__sql *sql, char *out, int size);

/*
 * What a line of quick_check says, without SQLite's heading; "" when all is sound. A page
 * that could not be read is no damage: it is an error of the disk, in `sql`, and "" here.
 */
const char *instar__quick_check_line(struct instar__sql *sql, const char *text);

#endif
