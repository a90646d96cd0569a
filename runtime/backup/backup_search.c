/*
 * backup_search: the backups of a database that are still there. See backup_search.h.
 */
#include "runtime/backup/backup_search.h"

#include "runtime/core/backup_names.h"
#include "runtime/core/connection.h"
#include "runtime/schema/schema.h"

enum { MOST = 20 }; /* backups are read for rows; who keeps more has them all the same */

/* 20260131120000 * 1000 + 1 as seconds before now. */
static int64_t age_of(instar *h, int64_t order)
{
	unsigned long long t = (unsigned long long)order / 1000;
	int64_t age_s = instar__sql_intf(&h->sql, 0,
		"SELECT strftime('%%s', 'now') - strftime('%%s', "
		"'%04u-%02u-%02u %02u:%02u:%02u')",
		(unsigned)(t / 10000000000), (unsigned)(t / 100000000 % 100),
		(unsigned)(t / 1000000 % 100), (unsigned)(t / 10000 % 100),
		(unsigned)(t / 100 % 100), (unsigned)(t % 100));

	return age_s > 0 ? age_s : 0; /* the clock was put back */
}

char *instar__backup_search_newest(instar *h, int64_t *age_s)
{
	struct instar__backup_names shelf;
	int64_t order = INT64_MAX;
	char *path = NULL;

	*age_s = 0;
	if (h->sql.code || !instar__backup_names_find(h, &shelf))
		return NULL;
	path = instar__backup_names_newest(&shelf, &order);
	if (path)
		*age_s = age_of(h, order);
	instar__backup_names_free(&shelf);
	return path;
}

static bool holds_rows(instar *h, const char *path, const char *table)
{
	struct instar__sql sql;
	sqlite3 *db = instar__connect(h, path, SQLITE_OPEN_READONLY);
	bool found;

	instar__sql_init(&sql, db);
	found = db && instar__table_is_there(&sql, table) &&
		instar__table_has_row(&sql, table);
	sqlite3_close(db);
	instar__sql_clear(&h->sql); /* one that cannot be read is no use, and no error */
	return found;
}

char *instar__backup_search_rows(instar *h, const char *table)
{
	struct instar__backup_names shelf;
	int64_t order = INT64_MAX;
	char *path = NULL;

	if (h->sql.code || !instar__backup_names_find(h, &shelf))
		return NULL;
	for (int i = 0; i < MOST; i++) {
		path = instar__backup_names_newest(&shelf, &order);
		if (!path || holds_rows(h, path, table))
			break;
		sqlite3_free(path);
		path = NULL;
	}
	instar__backup_names_free(&shelf);
	return path;
}
