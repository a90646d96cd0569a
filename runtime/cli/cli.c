/*
 * cli: the database commands, for hosts that mount them.
 *
 * In: the arguments of one command. Out: an exit status. It opens the database and says
 * why where it cannot, for SQLite has "unable to open database file" for everything; lets
 * the command run; and closes everything again whatever happened.
 */
#include "runtime/cli/cli.h"

#include <string.h>

#include "runtime/cli/events.h"
#include "runtime/cli/log.h"
#include "runtime/cli/sets.h"
#include "runtime/cli/terminal.h"

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

static int run(struct instar__cli *c)
{
	static int (*const functions[])(struct instar__cli *, instar *) = {
		[INSTAR__STATUS] = instar__cli_status,
		[INSTAR__PLAN] = instar__cli_plan,
		[INSTAR__MIGRATE] = instar__cli_migrate,
		[INSTAR__HISTORY] = instar__cli_history,
		[INSTAR__BACKUP] = instar__cli_backup,
		[INSTAR__RESTORE] = instar__cli_restore,
		[INSTAR__IDENTIFY] = instar__cli_identify,
		[INSTAR__HEALTH] = instar__cli_health,
		[INSTAR__REPAIR] = instar__cli_repair,
		[INSTAR__ROLLBACK] = instar__cli_rollback,
		[INSTAR__BACKFILL] = instar__cli_backfill,
	};
	instar *h = instar__cli_handle(c, c->db);
	int status = functions[c->command](c, h);
	instar_close(h);
	return status;
}

/* Only migrate and restore make a database that is not there. */
static enum instar__opened open_or_create(struct instar__cli *c, int *status)
{
	enum instar__opened opened = instar__cli_open(c, false);
	*status = INSTAR_EXIT_FAILED;
	if (opened != INSTAR__MISSING)
		return opened;
	if (c->command == INSTAR__RESTORE)
		return instar__cli_may_restore(c) ? instar__cli_open(c, true)
						  : INSTAR__REFUSED;
	if (c->command != INSTAR__MIGRATE) {
		instar__cli_refuse(c, INSTAR_E_CANTOPEN, "no database at %s", c->path);
		return INSTAR__REFUSED;
	}
	if (!instar__cli_confirmed(c, c->host->set->step_count, true)) {
		*status = INSTAR_EXIT_PENDING;
		return INSTAR__REFUSED;
	}
	c->yes = true; /* asked once is enough */
	return instar__cli_open(c, true);
}

int instar__cli_execute(struct instar__cli *c)
{
	int status;
	enum instar__opened opened = open_or_create(c, &status);
	if (opened == INSTAR__OPENED)
		return run(c);
	if (opened == INSTAR__MISSING)
		instar__cli_refuse(
			c, INSTAR_E_CANTOPEN, "%s: cannot be created", c->path);
	return status;
}

bool instar__cli_begin(struct instar__cli *c)
{
	c->done = sqlite3_malloc64(
		((sqlite3_uint64)c->host->set->step_count + 1) * sizeof(*c->done));
	return c->done;
}

void instar__cli_end(struct instar__cli *c)
{
	sqlite3_free(c->done);
	instar__cli_forget_stakes(c);
	instar__cli_forget_mended(c, 0);
	sqlite3_close_v2(c->db);
}

static int execute_one(struct instar__cli *c)
{
	int status = instar__cli_begin(c) ? instar__cli_execute(c)
					  : instar__cli_out_of_memory(c);
	instar__cli_end(c);
	return status;
}

int instar_cli(const struct instar_cli *cli, int argc, char **argv)
{
	struct instar__cli c = { .host = cli,
		.program = cli->program ? cli->program : "instar",
		.busy_ms = 10000 };
	int status = instar__cli_arguments(&c, argc, argv);
	if (status >= 0)
		return status;
	if (!instar__log_open(&c))
		return INSTAR_EXIT_FAILED;
	status = cli->member_count ? instar__cli_sets(&c) : execute_one(&c);
	if (c.log)
		fclose(c.log);
	return status;
}
