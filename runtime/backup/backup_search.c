/*
 * backup_search: the backups of a database that are still there. See backup_search.h.
 */
#include "runtime/backup/backup_search.h"

#include <string.h>

#include "runtime/core/backup_names.h"
#include "runtime/core/connection.h"
#include "runtime/sqlite/filesystem.h"

enum { MOST = 20 }; /* backups are read for rows; who keeps more has them all the same */

/* One reading of the directory: the newest that is older than `below`. */
struct reading {
	const char *prefix;
	int64_t below, order;
	char *name;
};

static void read_name(void *context, const char *name)
{
	struct reading *reading = context;
	int64_t order = instar__shelf_order(reading->prefix, name);

	if (!order || order >= reading->below || order <= reading->order)
		return;
	sqlite3_free(reading->name);
	reading->name = sqlite3_mprintf("%s", name);
	reading->order = order;
}

/* Moves `*below` to what it has found. */
static char *next_newest(const struct instar__shelf *shelf, int64_t *below)
{
	struct reading reading = { .prefix = shelf->prefix, .below = *below };
	char *path = NULL;

	instar__disk_list(shelf->directory, shelf->prefix, read_name, &reading);
	if (reading.name)
		path = sqlite3_mprintf("%s/%s", shelf->directory, reading.name);
	sqlite3_free(reading.name);
	*below = reading.order;
	return path;
}

/* 20260131120000 * 1000 + 1 as seconds before now. */
static int64_t age_of(instar *h, int64_t order)
{
	unsigned long long t = (unsigned long long)order / 1000;
	char *text = sqlite3_mprintf("SELECT strftime('%%s', 'now') - strftime('%%s', "
				     "'%04u-%02u-%02u %02u:%02u:%02u')",
		(unsigned)(t / 10000000000), (unsigned)(t / 100000000 % 100),
		(unsigned)(t / 1000000 % 100), (unsigned)(t / 10000 % 100),
		(unsigned)(t / 100 % 100), (unsigned)(t % 100));
	int64_t age_s = 0;

	if (text)
		age_s = instar__sql_int(&h->sql, text, 0);
	else
		instar__sql_fail(&h->sql, SQLITE_NOMEM);
	sqlite3_free(text);
	return age_s > 0 ? age_s : 0; /* the clock was put back */
}

char *instar__recall_newest(instar *h, int64_t *age_s)
{
	struct instar__shelf shelf;
	int64_t order = INT64_MAX;
	char *path = NULL;

	*age_s = 0;
	if (h->sql.code || !instar__shelf_find(h, &shelf))
		return NULL;
	path = next_newest(&shelf, &order);
	if (path)
		*age_s = age_of(h, order);
	instar__shelf_free(&shelf);
	return path;
}

static bool holds_rows(instar *h, const char *path, const char *table)
{
	struct instar__sql sql;
	sqlite3 *db = instar__connect(h, path, SQLITE_OPEN_READONLY);
	char *is_there = sqlite3_mprintf("SELECT 1 FROM main.sqlite_master WHERE "
					 "type = 'table' AND lower(name) = lower(%Q)",
		table);
	char *has_row = sqlite3_mprintf("SELECT 1 FROM main.\"%w\" LIMIT 1", table);
	bool found = false;

	if (db && is_there && has_row) {
		instar__sql_init(&sql, db);
		found = instar__sql_int(&sql, is_there, 0) &&
			instar__sql_int(&sql, has_row, 0);
	}
	sqlite3_free(is_there);
	sqlite3_free(has_row);
	sqlite3_close(db);
	instar__sql_clear(&h->sql); /* one that cannot be read is no use, and no error */
	return found;
}

char *instar__recall_rows(instar *h, const char *table)
{
	struct instar__shelf shelf;
	int64_t order = INT64_MAX;
	char *path = NULL;

	if (h->sql.code || !instar__shelf_find(h, &shelf))
		return NULL;
	for (int i = 0; i < MOST; i++) {
		path = next_newest(&shelf, &order);
		if (!path || holds_rows(h, path, table))
			break;
		sqlite3_free(path);
		path = NULL;
	}
	instar__shelf_free(&shelf);
	return path;
}
