/*
 * retention: backups that are made without being asked for, and how long they stay. See
 * retention.h.
 */
#include "runtime/backup/retention.h"

#include "runtime/backup/backup.h"
#include "runtime/backup/rows_at_stake.h"
#include "runtime/core/backup_names.h"
#include "runtime/core/connection.h"
#include "runtime/core/error.h"
#include "runtime/sqlite/filesystem.h"

enum { USUAL_LIMIT = 3 };

int instar__backup_limit(const instar *h)
{
	return h->options.backups ? h->options.backups : USUAL_LIMIT;
}

void instar__backup_prune(instar *h, int keep, const char *spare)
{
	struct instar__backup_names shelf;
	char stale[24];

	if (h->error.code || keep < 0 || h->hoards)
		return;
	if (!instar__backup_names_find(h, &shelf)) {
		instar__sql_clear(&h->sql); /* the next backup prunes too */
		return;
	}
	instar__backup_names_time(h, "-1 hour", stale, sizeof(stale));
	instar__backup_names_prune(h, &shelf, keep, spare ? spare : h->backup, stale);
	instar__backup_names_free(&shelf);
}

bool instar__backup_due(instar *h, bool locked)
{
	return !h->error.code && instar__backup_limit(h) >= 0 && instar__path(h) &&
	       instar__keeps_locks(h) != locked;
}

int instar__backup_before(instar *h)
{
	if (!instar__backup_make(h, NULL))
		instar__backup_prune(h, instar__backup_limit(h) + 1, NULL);
	return h->error.code;
}

int instar__backup_of_rows(instar *h, bool locked)
{
	if (instar__backup_due(h, locked) && instar__rows_at_stake_any(h) &&
		!h->error.code)
		instar__backup_before(h);
	return h->error.code;
}

static bool is_disk_trouble(int code)
{
	return code == INSTAR_E_IO || code == INSTAR_E_CORRUPT || code == INSTAR_E_NOTADB;
}

/* A database that cannot be read after a failure may not be what its backup holds. */
static bool can_be_read(instar *h)
{
	struct instar__sql sql = instar__sql_on(h->db);

	instar__sql_int(&sql, "SELECT count(*) FROM main.sqlite_master", 0);
	return !sql.code || sql.code == INSTAR_E_NOMEM || sql.code == INSTAR_E_BUSY;
}

void instar__backup_settle(instar *h)
{
	if (!h->backup)
		return;
	if (!h->error.code) {
		instar__backup_prune(h, instar__backup_limit(h), NULL);
	} else if (!h->kept && !is_disk_trouble(h->error.code) && can_be_read(h)) {
		instar__disk_remove(h->backup);
		sqlite3_free(h->backup);
		h->backup = NULL;
	}
}

int instar_backup(instar *h, const char *path)
{
	if (instar__begin_call(h))
		return h ? h->error.code : INSTAR_E_NOMEM;
	if (!instar__path(h))
		return instar__fail(h, INSTAR_E_BACKUP, "",
			"a database in memory has no file to back up");
	h->committed = !instar__backup_make(h, path);
	if (!path)
		instar__backup_prune(h, instar__backup_limit(h), NULL);
	return h->error.code;
}

const char *instar_backup_path(const instar *h)
{
	return h && h->backup ? h->backup : "";
}
