/*
 * dump: a whole database as text, and databases to dump.
 *
 * Two databases with the same dump have the same objects and the same rows.
 */
#ifndef TESTS_DUMP_H
#define TESTS_DUMP_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include "sets.h"

static inline void run(sqlite3 *db, const char *text)
{
	char *message = NULL;

	if (sqlite3_exec(db, text, NULL, NULL, &message) != SQLITE_OK) {
		fprintf(stderr, "# %s: %s\n", text, message ? message : "?");
		abort();
	}
}

static inline sqlite3 *open_db(const char *path)
{
	sqlite3 *db;

	if (sqlite3_open(path, &db) != SQLITE_OK)
		abort();
	return db;
}

static inline void dump_query(sqlite3 *db, sqlite3_str *out, const char *text)
{
	sqlite3_stmt *stmt = NULL;

	if (sqlite3_prepare_v2(db, text, -1, &stmt, NULL) != SQLITE_OK) {
		sqlite3_str_appendf(out, "%s\n", sqlite3_errmsg(db));
		return;
	}
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(stmt); i++)
			sqlite3_str_appendf(
				out, "%Q|", (const char *)sqlite3_column_text(stmt, i));
		sqlite3_str_appendf(out, "\n");
	}
	sqlite3_finalize(stmt);
}

/* Objects and rows; `tracking`: schema_migrations and user_version too. */
static inline char *dump(sqlite3 *db, bool tracking)
{
	sqlite3_str *out = sqlite3_str_new(NULL);
	sqlite3_stmt *stmt;
	char text[512];

	sqlite3_str_appendf(out, "-- objects\n"); /* so that the text is never empty */
	dump_query(db, out,
		tracking ? "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY "
			   "1, 2"
			 : "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE "
			   "tbl_name <> 'schema_migrations' ORDER BY 1, 2");
	if (tracking)
		dump_query(db, out, "PRAGMA user_version");
	sqlite3_prepare_v2(db,
		"SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1", -1,
		&stmt, NULL);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(stmt, 0);

		if (!tracking && strcmp(name, "schema_migrations") == 0)
			continue;
		snprintf(text, sizeof(text), "SELECT * FROM \"%s\" ORDER BY 1, 2", name);
		sqlite3_str_appendf(out, "-- %s\n", name);
		dump_query(db, out, text);
	}
	sqlite3_finalize(stmt);
	return sqlite3_str_finish(out);
}

static inline bool same_dump(sqlite3 *a, sqlite3 *b, bool tracking)
{
	char *x = dump(a, tracking), *y = dump(b, tracking);
	bool same = strcmp(x ? x : "", y ? y : "") == 0;

	if (!same)
		fprintf(stderr, "# --- one\n%s# --- other\n%s", x, y);
	sqlite3_free(x);
	sqlite3_free(y);
	return same;
}

/* Steps `from` + 1 to `to` by plain SQL, without a tracking table. */
static inline void build_by_hand(
	sqlite3 *db, const instar_set *set, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++) {
		const struct instar_range *up = &set->steps[i].up;

		for (uint32_t j = up->first; j < up->first + up->count; j++)
			run(db, set->text + set->statements[j].sql);
	}
}

static inline int64_t number(sqlite3 *db, const char *text)
{
	sqlite3_stmt *stmt = NULL;
	int64_t value = -1;

	sqlite3_prepare_v2(db, text, -1, &stmt, NULL);
	if (sqlite3_step(stmt) == SQLITE_ROW)
		value = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return value;
}

/* A directory of the test's own, gone with remove_directory(). */
static inline char *make_directory(void)
{
	static char path[64];

	snprintf(path, sizeof(path), "/tmp/instar-test-XXXXXX");
	if (!mkdtemp(path))
		abort();
	return path;
}

static inline void remove_directory(const char *path)
{
	char command[128];

	snprintf(command, sizeof(command), "rm -rf '%s'", path);
	if (system(command) != 0)
		abort();
}

#endif
