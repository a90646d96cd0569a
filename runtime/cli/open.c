/*
 * open: the connection that a command works on.
 *
 * In: a path. Out: an open connection, or why there is none: SQLite says "unable to open
 * database file" to everything. It looks at the file only through SQLite's VFS.
 */
#include "runtime/cli/open.h"

#include <string.h>

#include "runtime/cli/cli.h"
#include "runtime/cli/log.h"

/* The system's codes, as sqlite3_system_errno() gives them. */
#ifdef _WIN32
#define NO_FILE 2   /* ERROR_FILE_NOT_FOUND */
#define NO_ACCESS 5 /* ERROR_ACCESS_DENIED */
#else
#include <errno.h>
#define NO_FILE ENOENT
#define NO_ACCESS EACCES
#endif

static bool exists(const char *path)
{
	sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
	int found = 0;
	if (!vfs || vfs->xAccess(vfs, path, SQLITE_ACCESS_EXISTS, &found) != SQLITE_OK)
		return false;
	return found;
}

/* "PATH/." exists for directories only, whatever the system. */
static bool is_directory(const char *path)
{
	char *inside = sqlite3_mprintf("%s/.", path);
	bool found = inside && exists(inside);
	sqlite3_free(inside);
	return found;
}

static bool is_separator(char c)
{
#ifdef _WIN32
	if (c == '\\')
		return true;
#endif
	return c == '/';
}

/* Is the directory that the path names there? The current one always is. */
static bool has_directory(const char *path)
{
	size_t length = strlen(path);
	while (length && !is_separator(path[length - 1]))
		length--;
	if (length <= 1)
		return true;
	char *directory = sqlite3_mprintf("%.*s", (int)(length - 1), path);
	bool found = directory && is_directory(directory);
	sqlite3_free(directory);
	return found;
}

static enum instar__opened explain(struct instar__cli *c, int rc, int system)
{
	const char *reason;
	if ((rc & 0xff) == SQLITE_NOMEM)
		reason = "%s: out of memory";
	else if (is_directory(c->path))
		reason = "%s: is a directory, not a database";
	else if (system == NO_ACCESS)
		reason = "%s: no permission to read the file";
	else if (!has_directory(c->path))
		reason = "%s: the directory does not exist";
	else if (system == NO_FILE)
		return INSTAR__MISSING;
	else
		reason = "%s: cannot be opened";
	instar__cli_refuse(c, INSTAR_E_CANTOPEN, reason, c->path);
	return INSTAR__REFUSED;
}

/* Let the host prepare the connection; false when it refused, which has been printed. */
static bool prepare(struct instar__cli *c)
{
	int rc = c->host->prepare ? c->host->prepare(c->db, c->host->context) : SQLITE_OK;
	if (rc == SQLITE_OK)
		return true;
	instar__cli_refuse(c, INSTAR_E_MISUSE,
		"the program could not prepare its connection: %s", sqlite3_errstr(rc));
	return false;
}

enum instar__opened instar__cli_open(struct instar__cli *c, bool create)
{
	int flags = SQLITE_OPEN_READWRITE | (create ? SQLITE_OPEN_CREATE : 0);
	int rc = sqlite3_open_v2(c->path, &c->db, flags, NULL);
	if (rc != SQLITE_OK) {
		int system = c->db ? sqlite3_system_errno(c->db) : 0;
		sqlite3_close(c->db);
		c->db = NULL;
		return explain(c, rc, system);
	}
	sqlite3_extended_result_codes(c->db, 1);
	const char *resolved = sqlite3_db_filename(c->db, "main");
	if (resolved && *resolved)
		c->path = resolved; /* without symbolic links: the file that is meant */
	return prepare(c) ? INSTAR__OPENED : INSTAR__REFUSED;
}
