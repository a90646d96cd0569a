/*
 * power_vfs: what is on a disk when the power goes.
 *
 * In: a database, and what is done to it through this VFS, which hands everything to the
 * system's own and keeps a record. Out: for each moment the files that a disk may hold
 * then: what was synced, and of the rest any 512-byte pieces, in any order; of names that
 * were made or removed without a sync of the directory, the first so many.
 */
#ifndef TESTS_POWER_VFS_H
#define TESTS_POWER_VFS_H

#include <sqlite3.h>
#include <stdbool.h>

/* Begin a record of the database at the path, whose file is there and is durable. */
void power_begin(const char *path);

/* A connection that is recorded. */
sqlite3 *power_open(void);

/* From here on nothing is recorded: it is another program's turn. */
void power_stop(void);

/* How many calls were recorded: the power may go after each. */
int power_calls(void);

/* How many bytes a run has written, and how often it synced. */
long power_bytes(void);
int power_syncs(void);

/* Of what was not synced. */
enum power_loss {
	POWER_ALL_LOST,
	POWER_NONE_LOST,
	POWER_HALF_LOST, /* of the pieces, at random */
	POWER_LAST_TORN, /* all up to some call, which is there in part */
	POWER_FEW_LOST,	 /* one piece in eight */
	POWER_MOST_LOST, /* seven of eight */
	POWER_LOSSES
};

/* Before the first image, and again to begin anew. `lying`: syncs did nothing. */
void power_rewind(bool lying);

/* Move to the moment after call n, which is not before the one of the last time. */
void power_after(int n);

/* Is there anything that could be lost at this moment? */
bool power_pending(void);

/* Write the files of this moment to `path` and its journals. */
void power_image(const char *path, enum power_loss loss, unsigned *dice);

#endif
