/*
 * backup: a copy of the database that was read back before it got its name. See backup.h.
 *
 * The procedures below do nothing after an error, so one failure needs one clean-up.
 */
#include "runtime/backup/backup.h"

#include <string.h>

#include "runtime/core/backup_names.h"
#include "runtime/core/connection.h"
#include "runtime/core/error.h"
#include "runtime/sqlite/damage.h"
#include "runtime/sqlite/filesystem.h"
#include "runtime/sqlite/pages.h"

enum { LAST_NUMBER = 999 };

struct making {
	instar *h;
	const char *database;
	const char *wanted; /* the path that was asked for, or NULL */
	char *base;	    /* the first name to try */
	int number;	    /* of one of our own names: the first to try */
	char *directory;
	char *partial; /* our file, once it is made */
	char *final;
	sqlite3 *source;
	int64_t needs; /* bytes */
	bool made;     /* the partial file is there */
	bool named;    /* it has its name */
};

static void fail_disk(struct making *m, int error, const char *what, const char *path)
{
	char words[128];

	instar__disk_words(error, words, sizeof(words));
	instar__fail(m->h, INSTAR_E_BACKUP,
		"make room, or choose another directory for backups",
		"no backup: %s %s: %s; nothing was changed", what, path, words);
}

/* Tenths of a megabyte, up for what is needed, down for what there is. */
static void fail_space(struct making *m)
{
	int64_t space = instar__disk_free(m->directory);
	int64_t needs = (m->needs + 104857) / 104858;

	space = space < 0 ? 0 : space / 104858;
	instar__fail(m->h, INSTAR_E_BACKUP, "free some space, then start again",
		"backup needs %lld.%lld MB, %lld.%lld MB free; nothing changed",
		needs / 10, needs % 10, space / 10, space % 10);
}

static void fail_damaged(struct making *m, const char *why)
{
	char backups[300];

	instar__backup_names_words(m->h, backups, sizeof(backups));
	instar__fail(m->h, INSTAR_E_CORRUPT, "restore a backup",
		"damaged (%.150s), so no backup was made; nothing was changed%s", why,
		backups);
}

/* What SQLite said of the copying. */
static void fail_copy(struct making *m)
{
	instar *h = m->h;

	if (h->error.code)
		return;
	switch (h->sql.code) {
	case INSTAR_OK:
		break;
	case INSTAR_E_FULL:
		fail_space(m);
		break;
	case INSTAR_E_CORRUPT:
	case INSTAR_E_NOTADB:
		fail_damaged(m, h->sql.message);
		break;
	case INSTAR_E_BUSY:
	case INSTAR_E_NOMEM:
	case INSTAR_E_CANCELLED:
		instar__fail_sql(h);
		break;
	default:
		instar__fail(h, INSTAR_E_BACKUP, "look at the disk and the directory",
			"no backup: %.300s (%d); nothing was changed", h->sql.message,
			h->sql.sqlite_code);
	}
}

static void refuse_moved(struct making *m)
{
	int moved = 0;

	sqlite3_file_control(m->h->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
	if (moved)
		instar__fail(m->h, INSTAR_E_BACKUP, "open the database again",
			"file was replaced; reopen");
}

/* Behind the newest of this second: a lower number that is free again would be older. */
static int first_number(struct making *m, const struct instar__backup_names *shelf)
{
	int64_t last = INT64_MAX, now;

	if (!m->base)
		return 1;
	sqlite3_free(instar__backup_names_newest(shelf, &last));
	now = instar__backup_names_order(
		shelf->prefix, instar__backup_names_file(m->base));
	return last >= now && last < now + LAST_NUMBER - 1 ? (int)(last - now) + 2 : 1;
}

static void choose_own(struct making *m)
{
	struct instar__backup_names shelf;
	const char *distrust = NULL;
	char now[24];

	if (!instar__backup_names_find(m->h, &shelf)) {
		instar__fail_sql(m->h);
		return;
	}
	if (m->h->options.backup_directory)
		distrust = instar__disk_distrust(shelf.directory);
	if (distrust)
		instar__fail(m->h, INSTAR_E_BACKUP,
			"choose another directory for backups",
			"the backup directory %s is refused: %s; nothing was changed",
			shelf.directory, distrust);
	instar__backup_names_time(m->h, "+0 seconds", now, sizeof(now));
	if (!*now)
		instar__sql_fail(&m->h->sql, SQLITE_NOMEM);
	m->directory = instar__sql_textf(&m->h->sql, "%s", shelf.directory);
	m->base = instar__sql_textf(
		&m->h->sql, "%s/%s%s", shelf.directory, shelf.prefix, now);
	instar__fail_sql(m->h);
	m->number = first_number(m, &shelf);
	instar__backup_names_free(&shelf);
}

static void choose_place(struct making *m)
{
	if (m->h->error.code)
		return;
	if (!m->wanted) {
		choose_own(m);
		return;
	}
	m->number = 1;
	m->directory = instar__backup_names_directory(m->wanted);
	m->base = instar__sql_textf(&m->h->sql, "%s", m->wanted);
	if (!m->directory)
		instar__sql_fail(&m->h->sql, SQLITE_NOMEM);
	instar__fail_sql(m->h);
}

static void open_source(struct making *m)
{
	instar *h = m->h;

	if (h->error.code)
		return;
	m->source = instar__keeps_locks(h) && !h->writing
			    ? h->db
			    : instar__connect(h, m->database, SQLITE_OPEN_READWRITE);
	fail_copy(m);
}

/* The pages as this connection sees them, those in the log too. */
static void measure(struct making *m)
{
	instar *h = m->h;
	int64_t space;

	if (h->error.code)
		return;
	h->sql.db = m->source;
	do {
		instar__attempt(h);
		m->needs = instar__sql_int(&h->sql, "PRAGMA main.page_count", 0) *
			   instar__sql_int(&h->sql, "PRAGMA main.page_size", 0);
	} while (instar__again(h));
	h->sql.db = h->db;
	fail_copy(m);
	space = instar__disk_free(m->directory);
	if (!h->error.code && space >= 0 && space < m->needs)
		fail_space(m);
}

/* Make our file under the n-th name. */
static int try_name(struct making *m, int number)
{
	struct instar__sql *sql = &m->h->sql;
	struct instar__disk_file there;

	sqlite3_free(m->final);
	sqlite3_free(m->partial);
	m->final = m->wanted || number == 1
			   ? instar__sql_textf(sql, "%s", m->base)
			   : instar__sql_textf(sql, "%s-%d", m->base, number);
	m->partial = m->wanted && number > 1
			     ? instar__sql_textf(sql, "%s.partial-%d", m->base, number)
			     : instar__sql_textf(sql, "%s.partial", m->final);
	if (instar__fail_sql(m->h))
		return 0;
	if (instar__disk_look(m->final, &there) == 0) {
		if (m->wanted)
			instar__fail(m->h, INSTAR_E_BACKUP, "choose another name",
				"%s is there already; nothing was overwritten",
				m->wanted);
		return -1;
	}
	return instar__disk_create(m->partial, m->database);
}

/* Where SQLite cannot make its journal either, that is the reason to tell. */
static void fail_making(struct making *m, int error)
{
	instar *h = m->h;

	if (h->writing && instar__disk_is_refused(error) &&
		!h->options.backup_directory && !instar__damage_wal(h->db)) {
		instar__sql_fail(&h->sql, SQLITE_READONLY_DIRECTORY);
		instar__fail_sql(h);
	}
	fail_disk(m, error, "cannot make", m->partial);
}

static void make_partial(struct making *m)
{
	int error = 0;

	for (int i = m->number; i <= LAST_NUMBER && !m->h->error.code; i++) {
		error = try_name(m, i);
		m->made = !error && !m->h->error.code;
		if (error != -1 && !instar__disk_is_taken(error))
			break;
	}
	if (error && !m->h->error.code)
		fail_making(m, error);
}

/*
 * Nobody else reads the copy before it has its name, and we sync it ourselves; a journal
 * would only be a file more to leave behind. It must not say write-ahead log: a copy
 * carried away without its log would have lost nothing, but could not be read everywhere.
 */
static void fill(struct making *m)
{
	static const char *const before[] = { "PRAGMA locking_mode=EXCLUSIVE",
		"PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF" };
	instar *h = m->h;
	sqlite3 *copy;

	if (h->error.code)
		return;
	copy = instar__connect(h, m->partial, SQLITE_OPEN_READWRITE);
	h->sql.db = copy;
	for (size_t i = 0; copy && i < sizeof(before) / sizeof(*before); i++)
		instar__sql_exec(&h->sql, before[i]);
	while (copy) {
		instar__attempt(h);
		instar__pages_copy(&h->sql, copy, m->source);
		if (!instar__again(h))
			break;
	}
	if (copy)
		instar__sql_exec(&h->sql, "PRAGMA main.journal_mode=DELETE");
	h->sql.db = h->db;
	sqlite3_close(copy);
	fail_copy(m);
}

static void check(struct making *m)
{
	instar *h = m->h;
	char why[160];
	sqlite3 *copy;
	bool sound;

	if (h->error.code)
		return;
	copy = instar__connect(h, m->partial, SQLITE_OPEN_READONLY);
	h->sql.db = copy;
	sound = copy && instar__pages_sound(&h->sql, why, sizeof(why));
	h->sql.db = h->db;
	sqlite3_close(copy);
	if (!sound && !h->sql.code)
		fail_damaged(m, why);
	fail_copy(m);
}

/* Durable before it has its name; the name durable before it is told. */
static void publish(struct making *m)
{
	int error;

	if (m->h->error.code)
		return;
	error = instar__disk_sync(m->partial);
	for (int i = 2; !error && !m->named && i <= LAST_NUMBER; i++) {
		error = instar__disk_publish(m->partial, m->final);
		m->named = !error;
		if (m->wanted || !instar__disk_is_taken(error))
			break;
		sqlite3_free(m->final); /* another process was faster */
		m->final = instar__sql_textf(&m->h->sql, "%s-%d", m->base, i);
		error = 0;
		if (instar__fail_sql(m->h))
			return;
	}
	if (!error)
		error = instar__disk_sync_directory(m->directory);
	if (error)
		fail_disk(m, error, "cannot keep", m->final);
}

/* What SQLite had put beside our file when it failed. */
static void remove_beside(const struct making *m, const char *ending)
{
	char *path = sqlite3_mprintf("%s%s", m->partial, ending);

	if (path)
		instar__disk_remove(path);
	sqlite3_free(path);
}

/* Runs even after an error: nothing half done stays. */
static void clean_up(struct making *m)
{
	if (m->source != m->h->db)
		sqlite3_close(m->source);
	if (m->made && m->h->error.code) {
		instar__disk_remove(m->partial); /* first, as it needs no memory */
		remove_beside(m, "-wal");
		remove_beside(m, "-journal");
	}
	if (m->named && m->h->error.code)
		instar__disk_remove(m->final);
	sqlite3_free(m->partial);
	sqlite3_free(m->directory);
	sqlite3_free(m->base);
	if (m->h->error.code)
		sqlite3_free(m->final);
	else
		m->h->backup = m->final;
}

int instar__backup_make(instar *h, const char *path)
{
	struct making m = { .h = h, .database = instar__path(h), .wanted = path };

	sqlite3_free(h->backup);
	h->backup = NULL;
	if (h->error.code || !m.database)
		return h->error.code;
	refuse_moved(&m);
	choose_place(&m);
	open_source(&m);
	measure(&m);
	make_partial(&m);
	fill(&m);
	check(&m);
	publish(&m);
	if (!h->error.code)
		instar__tell(h, &(struct instar_event){
					.kind = INSTAR_EVENT_BACKUP, .text = m.final });
	clean_up(&m);
	return h->error.code;
}
