/*
 * copy: a private copy of a database. See copy.h.
 *
 * All pages are copied in one step: in several, a busy writer could make the copy begin
 * again for ever.
 */
#include "copy.h"

#include "connect.h"
#include "error.h"

static void copy_pages(instar *h, sqlite3 *copy)
{
	sqlite3_backup *backup = sqlite3_backup_init(copy, "main", h->db, "main");
	int rc;

	if (!backup) {
		h->sql.db = copy; /* init notes its errors there */
		instar__sql_fail(&h->sql, sqlite3_errcode(copy));
		h->sql.db = h->db;
		return;
	}
	rc = sqlite3_backup_step(backup, -1);
	sqlite3_backup_finish(backup);
	if (rc != SQLITE_DONE)
		instar__sql_fail(&h->sql, rc);
}

sqlite3 *instar__private_copy(instar *h)
{
	sqlite3 *copy;

	if (instar__begin_call(h))
		return NULL;
	copy = instar__connect(h, "", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
	if (copy) {
		do {
			instar__attempt(h);
			copy_pages(h, copy);
		} while (instar__again(h));
	}
	if (instar__fail_sql(h) == INSTAR_OK)
		return copy;
	sqlite3_close(copy);
	return NULL;
}
