/*
 * database: the databases that tests make, and what is in them as text.
 *
 * In: a set, and its files below SOURCE_ROOT. Out: connections, and dumps that are equal
 * when two databases are. It builds with plain SQL only, so it can contradict instar.
 */
#ifndef TESTS_DATABASE_H
#define TESTS_DATABASE_H

#include <sqlite3.h>
#include <stdbool.h>

#include "instar.h"

/* A new, empty folder of this process; the same at every call. */
const char *database_folder(void);

/* The path of a database in that folder; the file is gone. Free with sqlite3_free(). */
char *database_path(const char *name);

/* Open a file, which is made when it is missing. Fails the test when it cannot. */
sqlite3 *database_open(const char *path);

/* Run any number of statements. Fails the test with SQLite's message. */
void database_run(sqlite3 *db, const char *sql);

/* The first column of the first row, as text; "" without a row. sqlite3_free() it. */
char *database_text(sqlite3 *db, const char *sql);
int database_int(sqlite3 *db, const char *sql);

/* Run base.sql of a set, if it has one, as the sqlite3 shell would run it. */
void database_build_base(const char *path, const instar_set *set);

/* The same, and steps 1 to k; for k = 0 an empty file, without base.sql. */
void database_build(const char *path, const instar_set *set, uint32_t k);

/* Give a database the tracking rows of steps 1 to k, as another database has them. */
void database_record(const char *path, const char *from, uint32_t k);

/* The down migration of one step, from its down file or its section. */
void database_undo(const char *path, const instar_set *set, uint32_t k);

/*
 * Everything in a database but the tracking table: definitions with their white space,
 * comments, case and quotes evened out, what SQLite makes of them, and all rows.
 */
char *database_dump(const char *path);
char *database_dump_schema(const char *path);

/* All definitions as they are stored, the tracking table's too. */
char *database_definitions(sqlite3 *db);

/* Fails the test when the first column of the first row is not `wanted`. */
void database_answers(sqlite3 *db, const char *wanted, const char *sql);

/* Migrate, and tell the code. */
int database_migrate(sqlite3 *db, const instar_set *set);

/* Run what is left of the set's backfills and deferred indexes. */
void database_backfill(sqlite3 *db, const instar_set *set);

/* One file, made anew: built to step k by plain SQL; migrated to the last step. */
sqlite3 *database_open_built(const instar_set *set, uint32_t k);
sqlite3 *database_open_current(const instar_set *set);

/* Built to the first step, which is recorded as run on 1 January 2024. */
sqlite3 *database_open_at_001(const instar_set *set);

/* As another program would leave it: the stamp is not the one of this set. */
void database_void_stamp(sqlite3 *db);

/* The bytes of a file; `*size` gets their number. Free with sqlite3_free(). */
char *database_bytes(const char *path, size_t *size);

/* Text of a set. */
static inline const char *set_text(const instar_set *set, instar_text position)
{
	return set->text + position;
}

#endif
