/*
 * fault_vfs: a disk that fails when it is told to.
 *
 * In: which kinds of call, the n-th of them, the code, once or from then on. Out: a VFS,
 * to open connections with by name, that hands everything else to the system's own. It
 * counts, so a test can first see how many calls there are and then fail each.
 */
#ifndef TESTS_FAULT_VFS_H
#define TESTS_FAULT_VFS_H

#include <sqlite3.h>
#include <stdbool.h>

enum fault_call {
	FAULT_OPEN = 1,
	FAULT_READ = 2,
	FAULT_WRITE = 4,
	FAULT_TRUNCATE = 8,
	FAULT_SYNC = 16,
	FAULT_DELETE = 32,
	FAULT_SIZE = 64,
	FAULT_LOCK = 128,
	FAULT_MAP = 256, /* of a write-ahead log's index */
	FAULT_MAP_LOCK = 512,
	FAULT_CHANGES =
		FAULT_OPEN | FAULT_WRITE | FAULT_TRUNCATE | FAULT_SYNC | FAULT_DELETE,
	FAULT_ALL = 255 /* but the two of the index */
};

struct fault {
	unsigned calls;	    /* enum fault_call, or-ed: what counts and may fail */
	int at;		    /* the call that fails, from 1; 0: none */
	int then;	    /* a later call that fails too; 0: none */
	int code;	    /* SQLITE_FULL, SQLITE_IOERR …; 0: the IOERR of the call */
	bool for_good;	    /* all calls after it fail too */
	bool late;	    /* writes and the like are done, and fail then */
	const char *path;   /* only files whose path contains it; NULL: all */
	const char *spared; /* not files whose path contains this; NULL: none is spared */
	int count;	    /* how many there were so far */
	bool struck;	    /* one has failed */
	/* Called before each counted call, whether it fails or not; NULL: nothing. */
	void (*before)(void *context);
	void *context;
};

/* Register the VFS "fault", once. The struct it obeys, reset to all zero. */
struct fault *fault_vfs(void);

/* How many calls have counted since fault_vfs(). */
int fault_vfs_count(void);

/* A connection through it; opening its file does not count. */
sqlite3 *fault_open(const char *path);

#endif
