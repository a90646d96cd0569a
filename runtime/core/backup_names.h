/*
 * backup_names: where the backups of a database are, what they are called, and which are
 * old.
 *
 * In: a handle. Out: names. Only files whose name is exactly one that we give are ever
 * counted or removed. It refuses to know what is in them.
 */
#ifndef INSTAR_CORE_BACKUP_NAMES_H
#define INSTAR_CORE_BACKUP_NAMES_H

#include "runtime/core/handle.h"

struct instar__backup_names {
	char *directory; /* without its last separator; "." when the path has none */
	char *prefix;	 /* "app.db.backup-" */
};

/* Find it. False: the database has no file, or no memory (which is in h->sql). */
bool instar__backup_names_find(instar *h, struct instar__backup_names *shelf);
void instar__backup_names_free(struct instar__backup_names *shelf);

/* The directory that a path names, as in the struct. sqlite3_free() it. */
char *instar__backup_names_directory(const char *path);

/* The part of a path after its directory. */
const char *instar__backup_names_file(const char *path);

/*
 * The order of a name in time: 20260131120000 * 1000 + its number, "-2" being 2; 0: it is
 * not one of our names.
 */
int64_t instar__backup_names_order(const char *prefix, const char *name);

/*
 * Path of the newest backup whose order is below *below (INT64_MAX: of all), which is
 * then its order; or NULL. sqlite3_free() it.
 */
char *instar__backup_names_newest(
	const struct instar__backup_names *shelf, int64_t *below);

/* "; backups: PATH", the newest; "" when there is none. Works after an error. */
void instar__backup_names_words(const instar *h, char *out, int size);

/*
 * Remove the oldest until `keep` are left, never the one at the path `spare`, and what
 * backups that were killed left behind before `stale`, a time as in the names. What
 * cannot be removed is a warning.
 */
void instar__backup_names_prune(instar *h, const struct instar__backup_names *shelf,
	int keep, const char *spare, const char *stale);

/* The time in UTC as names have it, moved by "-1 hour" or the like; "" without memory. */
void instar__backup_names_time(instar *h, const char *shift, char *out, int size);

#endif
