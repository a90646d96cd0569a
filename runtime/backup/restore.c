/*
 * restore: a backup back into the live file. See instar_restore() in instar.h.
 *
 * Through the backup API, so that it is one transaction that other connections wait for
 * and a crash undoes; never by copying or renaming files over an open database.
 */
#include <string.h>

#include "runtime/backup/backup.h"
#include "runtime/backup/retention.h"
#include "runtime/core/backup_names.h"
#include "runtime/core/connection.h"
#include "runtime/core/error.h"
#include "runtime/records/tracking.h"
#include "runtime/sqlite/filesystem.h"
#include "runtime/sqlite/pages.h"

struct restoring {
	instar *h;
	const char *path;
	bool force;
	bool damaged; /* what is there now */
	sqlite3 *from;
};

static bool is_database(const instar *h, const struct instar__disk_file *file)
{
	const char *path = instar__path(h);
	struct instar__disk_file live;

	return path && file->inode && !instar__disk_look(path, &live) &&
	       live.device == file->device && live.inode == file->inode;
}

/* A symbolic link to a backup is as good as the backup: SQLite follows it. */
static void look_at_file(struct restoring *r)
{
	struct instar__disk_file file;
	char words[128];
	int error = instar__disk_look(r->path, &file);

	if (error) {
		instar__disk_words(error, words, sizeof(words));
		instar__fail(r->h, INSTAR_E_BACKUP, "look for the backup",
			"cannot restore %s: %s; nothing was changed", r->path, words);
	} else if (is_database(r->h, &file)) {
		instar__fail(r->h, INSTAR_E_BACKUP, "name a backup",
			"%s is the database itself; nothing was changed", r->path);
	} else if (!file.size) {
		instar__fail(r->h, INSTAR_E_BACKUP, "name another backup",
			"%s is empty; nothing was changed", r->path);
	}
}

/* An error in h->sql is about the backup here, not about the database. */
static void fail_source(struct restoring *r)
{
	instar *h = r->h;

	if (h->error.code || !h->sql.code)
		return;
	if (h->sql.code == INSTAR_E_NOMEM || h->sql.code == INSTAR_E_BUSY)
		instar__fail_sql(h);
	else
		instar__fail(h, INSTAR_E_BACKUP, "name another backup",
			"cannot restore %s: %.200s; nothing was changed", r->path,
			h->sql.message);
}

static void check_source(struct restoring *r)
{
	instar *h = r->h;
	char why[160];
	bool sound = false;

	if (h->error.code)
		return;
	r->from = instar__connect(h, r->path, SQLITE_OPEN_READONLY);
	h->sql.db = r->from;
	while (r->from) {
		instar__attempt(h);
		sound = instar__pages_sound(&h->sql, why, sizeof(why));
		if (!instar__again(h))
			break;
	}
	h->sql.db = h->db;
	fail_source(r);
	if (!sound)
		instar__fail(h, INSTAR_E_BACKUP, "name another backup",
			"%s is damaged (%s); nothing was changed", r->path, why);
}

/* A name that we give to backups of this database: one from before the first step. */
static bool is_named_by_us(instar *h, const char *path)
{
	struct instar__backup_names shelf;
	bool ours;

	if (!instar__backup_names_find(h, &shelf))
		return false;
	ours = instar__backup_names_order(
		       shelf.prefix, instar__backup_names_file(path)) != 0;
	instar__backup_names_free(&shelf);
	return ours;
}

static void refuse_strange(struct restoring *r)
{
	instar *h = r->h;
	int64_t rows;

	if (h->error.code || r->force)
		return;
	h->sql.db = r->from;
	do {
		instar__attempt(h);
		rows = instar__track_rows(&h->sql, h);
	} while (instar__again(h));
	h->sql.db = h->db;
	if (h->sql.code == INSTAR_E_SQL) {
		rows = 0; /* a table of other columns */
		instar__sql_clear(&h->sql);
	}
	fail_source(r);
	if (h->error.code || rows || is_named_by_us(h, r->path) || instar__fail_sql(h))
		return;
	instar__fail(h, INSTAR_E_BACKUP,
		"force it (--force), if you are sure of the file",
		"%s has no records of the set %s; nothing was changed", r->path,
		instar__text(h, h->set->name));
}

static bool is_empty(instar *h)
{
	struct instar__sql sql = instar__sql_on(h->db);

	return instar__sql_int(&sql, "PRAGMA main.page_count", 1) == 0 && !sql.code;
}

/* What is there now can be put back too, unless it is damaged: then only by force. */
static void keep_present(struct restoring *r)
{
	instar *h = r->h;

	if (h->error.code || !instar__path(h) || instar__backup_limit(h) < 0 ||
		is_empty(h))
		return;
	instar__backup_make(h, NULL);
	if (h->error.code != INSTAR_E_CORRUPT)
		return;
	r->damaged = true;
	if (r->force) {
		memset(&h->error, 0, sizeof(h->error));
		h->error.id = h->error.file = h->error.statement = "";
		instar__sql_clear(&h->sql);
		instar__warn(h, "the database is damaged: no backup of it was made");
	} else {
		sqlite3_snprintf(sizeof(h->error.action), h->error.action,
			"force the restore (--force): what is there now will be gone");
	}
}

static void fail_writing(struct restoring *r)
{
	instar *h = r->h;

	if (h->error.code || !h->sql.code)
		return;
	switch (h->sql.code) {
	case INSTAR_E_IO:
		instar__fail(h, INSTAR_E_IO, "look at the disk, then restore again",
			"disk error %d (%s) while restoring: the database is wholly the "
			"old one or wholly the backup",
			h->sql.sqlite_code, h->sql.message);
		break;
	case INSTAR_E_FULL:
		instar__fail(h, INSTAR_E_FULL, "free some space, then restore again",
			"disk full; nothing was restored");
		break;
	case INSTAR_E_READONLY:
		instar__fail(h, INSTAR_E_READONLY,
			"make it writable; a write-ahead log needs the same page size: "
			"set "
			"journal_mode=DELETE first",
			"%s; nothing was restored", h->sql.message);
		break;
	default:
		instar__fail_sql(h);
	}
}

/* In a damaged file SQLite would not find where to begin; this lets it begin anew. */
static void set_begin_anew(struct restoring *r, int on)
{
	if (r->damaged)
		sqlite3_db_config(r->h->db, SQLITE_DBCONFIG_RESET_DATABASE, on, NULL);
}

/*
 * EXTRA: without it a power cut after a rollback journal was deleted, but before that was
 * durable, could mix old and new.
 */
static void write_pages(struct restoring *r)
{
	instar *h = r->h;
	struct instar__sql sql;
	int64_t before;

	if (h->error.code)
		return;
	set_begin_anew(r, 1);
	do {
		instar__attempt(h);
		before = instar__sql_int(&h->sql, "PRAGMA main.synchronous", 2);
		instar__sql_exec(&h->sql, "PRAGMA main.synchronous=EXTRA");
	} while (instar__again(h));
	while (!h->sql.code) {
		instar__attempt(h);
		instar__pages_copy(&h->sql, h->db, r->from);
		if (!instar__again(h))
			break;
	}
	set_begin_anew(r, 0);
	instar__sql_init(&sql, h->db);
	instar__sql_execf(&sql, "PRAGMA main.synchronous=%lld", before);
	fail_writing(r);
	h->committed = !h->error.code;
}

/* It is done, and want of memory does not undo it; but that it can be read has to be
 * seen. */
static void read_back(struct restoring *r)
{
	struct instar__sql sql;

	if (r->h->error.code)
		return;
	instar__sql_init(&sql, r->h->db);
	instar__sql_int(&sql, "SELECT count(*) FROM main.sqlite_master", 0);
	if (sql.code && sql.code != INSTAR_E_NOMEM && sql.code != INSTAR_E_BUSY)
		instar__fail(r->h, sql.code, "look at the disk",
			"%s was restored, and cannot be read: %.200s", r->path,
			sql.message);
}

/* After an error the present was not replaced, so its backup is one too many. */
static void settle(struct restoring *r)
{
	instar *h = r->h;

	if (h->error.code)
		instar__backup_settle(h);
	else if (h->backup)
		instar__backup_prune(h, instar__backup_limit(h), r->path);
}

int instar_restore(instar *h, const char *path, int force)
{
	struct restoring r = { .h = h, .path = path, .force = force != 0 };
	char *before;

	if (instar__begin_call(h))
		return h ? h->error.code : INSTAR_E_NOMEM;
	if (!path || !*path)
		return instar__fail(h, INSTAR_E_MISUSE, "", "no backup was named");
	before = h->backup; /* which `path` may be, as instar_backup_path() gave it */
	h->backup = NULL;
	look_at_file(&r);
	check_source(&r);
	refuse_strange(&r);
	keep_present(&r);
	write_pages(&r);
	sqlite3_close(r.from);
	read_back(&r);
	settle(&r);
	sqlite3_free(before);
	h->up_to_date = false;
	return h->error.code;
}
