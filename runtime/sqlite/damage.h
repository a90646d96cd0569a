/*
 * damage: what is wrong with a file that SQLite will not read.
 *
 * In: a connection whose database SQLite has refused. Out: which of the usual reasons it
 * is, from the first hundred bytes, read through SQLite's own file handle.
 */
#ifndef INSTAR_SQLITE_DAMAGE_H
#define INSTAR_SQLITE_DAMAGE_H

#include <sqlite3.h>

enum instar__damage {
	INSTAR__DAMAGE_UNKNOWN,
	INSTAR__DAMAGE_SHORT, /* fewer bytes than the header promises */
	INSTAR__DAMAGE_NEWER, /* a format that a later SQLite wrote */
	INSTAR__DAMAGE_NONE   /* an ordinary header */
};

enum instar__damage instar__damage_of(sqlite3 *db);

/* Does the header say write-ahead log? */
int instar__damage_wal(sqlite3 *db);

#endif
