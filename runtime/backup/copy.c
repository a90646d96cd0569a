/*
 * copy: a private copy of a database. See copy.h.
 */
#include "runtime/backup/copy.h"

#include "runtime/core/connection.h"
#include "runtime/core/error.h"
#include "runtime/sqlite/pages.h"

sqlite3 *instar__private_copy(instar *h)
{
	sqlite3 *copy;

	if (instar__begin_call(h))
		return NULL;
	copy = instar__connect(h, "", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
	if (copy) {
		do {
			instar__attempt(h);
			instar__pages_copy(&h->sql, copy, h->db);
		} while (instar__again(h));
	}
	if (instar__fail_sql(h) == INSTAR_OK)
		return copy;
	sqlite3_close(copy);
	return NULL;
}
