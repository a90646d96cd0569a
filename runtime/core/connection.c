/*
 * connection: connections of the runtime's own. See connection.h.
 */
#include "runtime/core/connection.h"

#include "runtime/core/error.h"
#include "runtime/sqlite/pages.h"

/* Only files are the VFS's business; it may not have any other kind. */
static const char *vfs_name(const instar *h)
{
	sqlite3_vfs *vfs = NULL;

	if (sqlite3_file_control(h->db, "main", SQLITE_FCNTL_VFS_POINTER, &vfs) !=
		SQLITE_OK)
		return NULL;
	return vfs ? vfs->zName : NULL;
}

const char *instar__path(const instar *h)
{
	const char *path = sqlite3_db_filename(h->db, "main");

	return path && *path ? path : NULL;
}

static void note_failure(instar *h, sqlite3 *db, int rc)
{
	h->sql.db = db ? db : h->db; /* whose message it is */
	instar__sql_fail(&h->sql, db ? rc : SQLITE_NOMEM);
	h->sql.db = h->db;
}

sqlite3 *instar__connect(instar *h, const char *path, int flags)
{
	sqlite3 *db = NULL;
	bool file = *path && *path != ':';
	int rc;

	if (h->options.on_open)
		rc = h->options.on_open(h->options.open_context, path, flags, &db);
	else
		rc = sqlite3_open_v2(path, &db, flags, file ? vfs_name(h) : NULL);
	if (rc == SQLITE_OK && db) {
		sqlite3_extended_result_codes(db, 1);
		return db;
	}
	note_failure(h, db, rc);
	sqlite3_close(db);
	return NULL;
}

bool instar__keeps_locks(instar *h)
{
	struct instar__sql sql = instar__sql_on(h->db);
	char mode[16];

	instar__sql_word(&sql, "PRAGMA main.locking_mode", mode, sizeof(mode));
	return sqlite3_stricmp(mode, "exclusive") == 0;
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
			instar__pages_copy(&h->sql, copy, h->db);
		} while (instar__again(h));
	}
	if (instar__fail_sql(h) == INSTAR_OK)
		return copy;
	sqlite3_close(copy);
	return NULL;
}
