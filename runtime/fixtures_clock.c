/*
 * fixtures_clock: a clock that stands still, so that the same SQL gives the same bytes.
 *
 * In: SQLite's default VFS. Out: a copy of it that has one time of day and one row of
 * random numbers. It opens and writes files as the original does.
 */
#include "fixtures.h"

#include <stdlib.h>
#include <string.h>

struct instar__clock {
	sqlite3_vfs vfs; /* first: SQLite hands it back */
};

/* 1 January 2024, noon, in milliseconds of the Julian day. */
static const sqlite3_int64 noon = (sqlite3_int64)24603110 * 8640000;

static int tell(sqlite3_vfs *vfs, sqlite3_int64 *now)
{
	(void)vfs;
	*now = noon;
	return SQLITE_OK;
}

static int tell_days(sqlite3_vfs *vfs, double *now)
{
	(void)vfs;
	*now = (double)noon / 86400000.0;
	return SQLITE_OK;
}

static int fill(sqlite3_vfs *vfs, int size, char *bytes)
{
	(void)vfs;
	for (int i = 0; i < size; i++)
		bytes[i] = (char)(i * 37 + 11);
	return size;
}

struct instar__clock *instar__clock_stop(void)
{
	sqlite3_vfs *original = sqlite3_vfs_find(NULL);
	struct instar__clock *clock = original ? sqlite3_malloc64(sizeof(*clock)) : NULL;

	if (!clock)
		return NULL;
	clock->vfs = *original;
	clock->vfs.pNext = NULL;
	clock->vfs.zName = "instar-fixtures";
	clock->vfs.xRandomness = fill;
	clock->vfs.xCurrentTime = tell_days;
	if (clock->vfs.iVersion >= 2)
		clock->vfs.xCurrentTimeInt64 = tell;
	if (sqlite3_vfs_register(&clock->vfs, 1) != SQLITE_OK) {
		sqlite3_free(clock);
		return NULL;
	}
	instar__clock_restart(clock);
	return clock;
}

void instar__clock_restart(struct instar__clock *clock)
{
	(void)clock;
	sqlite3_randomness(0, NULL);
}

void instar__clock_free(struct instar__clock *clock)
{
	if (!clock)
		return;
	sqlite3_vfs_unregister(&clock->vfs);
	sqlite3_free(clock);
	sqlite3_randomness(0, NULL); /* chance comes back */
}
