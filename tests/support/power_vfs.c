/*
 * power_vfs: what is on a disk when the power goes. See power_vfs.h.
 */
#include "power_vfs.h"

#include "suite.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "database.h"
#include "trials.h"

enum { SECTOR = 512, NAMES = 3, INODES_MOST = 512 };

static const char *const suffixes[NAMES] = { "", "-journal", "-wal" };

enum kind { WRITE, TRUNCATE, SYNC, CREATE, REMOVE, SYNC_DIRECTORY };

struct call {
	enum kind kind;
	int inode, name;
	sqlite3_int64 at, size; /* TRUNCATE: the size */
	unsigned char *bytes;
};

/* --- The record */

static struct {
	char *path;
	struct call *calls;
	int count, room, inodes, syncs;
	long bytes;
	int now[NAMES];		  /* the inode that has the name, or -1 */
	bool is_new[INODES_MOST]; /* its name is not durable yet */
	unsigned char *base;	  /* of the database, at the beginning */
	size_t base_size;
	bool stopped;
} record;

static sqlite3_vfs shim;
static sqlite3_vfs *real;

struct file {
	sqlite3_file base;
	int inode; /* -1: nobody's business */
	sqlite3_file *inner;
};

static struct call *add(enum kind kind, int inode, int name)
{
	struct call *call;

	if (record.count == record.room) {
		record.room = record.room ? record.room * 2 : 1024;
		record.calls = realloc(
			record.calls, (size_t)record.room * sizeof(*record.calls));
	}
	call = &record.calls[record.count++];
	*call = (struct call){ .kind = kind, .inode = inode, .name = name };
	return call;
}

static bool counts(const struct file *file)
{
	return file->inode >= 0 && !record.stopped;
}

static sqlite3_file *inner(sqlite3_file *file)
{
	return ((struct file *)file)->inner;
}

static int file_close(sqlite3_file *file)
{
	return inner(file)->pMethods->xClose(inner(file));
}

static int file_read(sqlite3_file *file, void *out, int size, sqlite3_int64 at)
{
	return inner(file)->pMethods->xRead(inner(file), out, size, at);
}

static int file_write(sqlite3_file *file, const void *from, int size, sqlite3_int64 at)
{
	const struct file *ours = (struct file *)file;

	if (counts(ours)) {
		struct call *call = add(WRITE, ours->inode, 0);

		call->at = at;
		call->size = size;
		call->bytes = malloc((size_t)size);
		memcpy(call->bytes, from, (size_t)size);
		record.bytes += size;
	}
	return inner(file)->pMethods->xWrite(inner(file), from, size, at);
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	const struct file *ours = (struct file *)file;

	if (counts(ours))
		add(TRUNCATE, ours->inode, 0)->size = size;
	return inner(file)->pMethods->xTruncate(inner(file), size);
}

/* The first sync of a new file syncs its directory too, as SQLite's own does. */
static int file_sync(sqlite3_file *file, int flags)
{
	const struct file *ours = (struct file *)file;

	(void)flags;
	if (counts(ours)) {
		add(SYNC, ours->inode, 0);
		record.syncs++;
		if (record.is_new[ours->inode])
			add(SYNC_DIRECTORY, ours->inode, 0);
		record.is_new[ours->inode] = false;
	}
	return SQLITE_OK;
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size)
{
	return inner(file)->pMethods->xFileSize(inner(file), size);
}

static int file_lock(sqlite3_file *file, int lock)
{
	return inner(file)->pMethods->xLock(inner(file), lock);
}

static int file_unlock(sqlite3_file *file, int lock)
{
	return inner(file)->pMethods->xUnlock(inner(file), lock);
}

static int file_check_lock(sqlite3_file *file, int *out)
{
	return inner(file)->pMethods->xCheckReservedLock(inner(file), out);
}

static int file_control(sqlite3_file *file, int what, void *argument)
{
	return inner(file)->pMethods->xFileControl(inner(file), what, argument);
}

static int file_sector(sqlite3_file *file)
{
	return inner(file)->pMethods->xSectorSize(inner(file));
}

static int file_device(sqlite3_file *file)
{
	return inner(file)->pMethods->xDeviceCharacteristics(inner(file));
}

static int file_map(
	sqlite3_file *file, int region, int size, int extend, void volatile **out)
{
	return inner(file)->pMethods->xShmMap(inner(file), region, size, extend, out);
}

static int file_shm_lock(sqlite3_file *file, int offset, int count, int flags)
{
	return inner(file)->pMethods->xShmLock(inner(file), offset, count, flags);
}

static void file_barrier(sqlite3_file *file)
{
	inner(file)->pMethods->xShmBarrier(inner(file));
}

static int file_unmap(sqlite3_file *file, int remove)
{
	return inner(file)->pMethods->xShmUnmap(inner(file), remove);
}

/* Version 2: no memory mapping, so that every write is seen. */
static const sqlite3_io_methods methods = {
	2,
	file_close,
	file_read,
	file_write,
	file_truncate,
	file_sync,
	file_size,
	file_lock,
	file_unlock,
	file_check_lock,
	file_control,
	file_sector,
	file_device,
	file_map,
	file_shm_lock,
	file_barrier,
	file_unmap,
	NULL,
	NULL,
};

/* Which of our files it is, or -1. */
static int name_of(const char *path)
{
	size_t size = strlen(record.path);

	if (!path || strncmp(path, record.path, size) != 0)
		return -1;
	for (int i = 0; i < NAMES; i++) {
		if (strcmp(path + size, suffixes[i]) == 0)
			return i;
	}
	return -1;
}

static int inode_of(int name)
{
	if (record.now[name] < 0) {
		assert_true(record.inodes < INODES_MOST);
		record.is_new[record.inodes] = true;
		record.now[name] = record.inodes++;
		if (!record.stopped)
			add(CREATE, record.now[name], name);
	}
	return record.now[name];
}

static int vfs_open(
	sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out)
{
	struct file *ours = (struct file *)file;
	int name = name_of(path), rc;

	(void)vfs;
	memset(ours, 0, sizeof(*ours));
	ours->inner = (sqlite3_file *)(ours + 1);
	rc = real->xOpen(real, path, ours->inner, flags, out);
	ours->base.pMethods = rc == SQLITE_OK ? &methods : NULL;
	ours->inode = rc == SQLITE_OK && name >= 0 ? inode_of(name) : -1;
	return rc;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *path, int sync)
{
	int name = name_of(path);

	(void)vfs;
	if (name >= 0 && record.now[name] >= 0 && !record.stopped) {
		add(REMOVE, record.now[name], name);
		record.now[name] = -1;
		if (sync)
			add(SYNC_DIRECTORY, 0, 0);
	}
	return real->xDelete(real, path, 0);
}

static void forget(void)
{
	for (int i = 0; i < record.count; i++)
		free(record.calls[i].bytes);
	free(record.calls);
	sqlite3_free(record.base);
	sqlite3_free(record.path);
	memset(&record, 0, sizeof(record));
}

void power_begin(const char *path)
{
	if (!real) {
		real = sqlite3_vfs_find(NULL);
		shim = *real;
		shim.pNext = NULL;
		shim.zName = "power";
		shim.szOsFile = (int)sizeof(struct file) + real->szOsFile;
		shim.xOpen = vfs_open;
		shim.xDelete = vfs_delete;
		assert_int_equal(sqlite3_vfs_register(&shim, 0), SQLITE_OK);
	}
	forget();
	record.path = sqlite3_mprintf("%s", path);
	record.base = (unsigned char *)database_bytes(path, &record.base_size);
	record.inodes = 1; /* the database */
	record.now[1] = record.now[2] = -1;
}

sqlite3 *power_open(void)
{
	sqlite3 *db = NULL;

	assert_int_equal(
		sqlite3_open_v2(record.path, &db, SQLITE_OPEN_READWRITE, "power"), 0);
	sqlite3_extended_result_codes(db, 1);
	return db;
}

void power_stop(void)
{
	record.stopped = true;
}

int power_calls(void)
{
	return record.count;
}

long power_bytes(void)
{
	return record.bytes;
}

int power_syncs(void)
{
	return record.syncs;
}

/* --- The disk at a moment */

struct inode {
	unsigned char *bytes;
	sqlite3_int64 size;
};

static struct {
	struct inode inodes[INODES_MOST];
	int names[NAMES];	      /* durable ones: an inode, or -1 */
	int *pending, *names_pending; /* calls that nothing has made durable */
	int count, names_count;
	int at; /* calls so far */
	bool lying;
} disk;

static void resize(struct inode *inode, sqlite3_int64 size)
{
	if (size > inode->size) {
		inode->bytes = realloc(inode->bytes, (size_t)size);
		memset(inode->bytes + inode->size, 0, (size_t)(size - inode->size));
	}
	inode->size = size;
}

static void put_bytes(struct inode *inode, const struct call *call, sqlite3_int64 from,
	sqlite3_int64 to)
{
	if (call->at + to > inode->size)
		resize(inode, call->at + to);
	memcpy(inode->bytes + call->at + from, call->bytes + from, (size_t)(to - from));
}

static void put_call(struct inode *inode, const struct call *call)
{
	if (call->kind == WRITE)
		put_bytes(inode, call, 0, call->size);
	else
		resize(inode, call->size);
}

static void put_name(int *names, const struct call *call)
{
	names[call->name] = call->kind == CREATE ? call->inode : -1;
}

void power_rewind(bool lying)
{
	for (int i = 0; i < INODES_MOST; i++)
		free(disk.inodes[i].bytes);
	free(disk.pending);
	free(disk.names_pending);
	memset(&disk, 0, sizeof(disk));
	disk.lying = lying;
	disk.pending = calloc((size_t)record.count + 1, sizeof(int));
	disk.names_pending = calloc((size_t)record.count + 1, sizeof(int));
	disk.names[1] = disk.names[2] = -1;
	resize(&disk.inodes[0], (sqlite3_int64)record.base_size);
	if (record.base_size)
		memcpy(disk.inodes[0].bytes, record.base, record.base_size);
}

static void sync_inode(int inode)
{
	int left = 0;

	for (int i = 0; i < disk.count; i++) {
		const struct call *call = &record.calls[disk.pending[i]];

		if (call->inode == inode)
			put_call(&disk.inodes[inode], call);
		else
			disk.pending[left++] = disk.pending[i];
	}
	disk.count = left;
}

static void sync_directory(void)
{
	for (int i = 0; i < disk.names_count; i++)
		put_name(disk.names, &record.calls[disk.names_pending[i]]);
	disk.names_count = 0;
}

void power_after(int n)
{
	for (; disk.at < n; disk.at++) {
		const struct call *call = &record.calls[disk.at];

		switch (call->kind) {
		case WRITE:
		case TRUNCATE:
			disk.pending[disk.count++] = disk.at;
			break;
		case CREATE:
		case REMOVE:
			disk.names_pending[disk.names_count++] = disk.at;
			break;
		case SYNC:
			if (!disk.lying)
				sync_inode(call->inode);
			break;
		case SYNC_DIRECTORY:
			if (!disk.lying)
				sync_directory();
			break;
		}
	}
}

bool power_pending(void)
{
	return disk.count || disk.names_count;
}

/* Is a piece there? */
static bool survives(enum power_loss loss, unsigned *dice)
{
	switch (loss) {
	case POWER_ALL_LOST:
		return false;
	case POWER_HALF_LOST:
		return trial_random(dice) % 2;
	case POWER_FEW_LOST:
		return trial_random(dice) % 8;
	case POWER_MOST_LOST:
		return trial_random(dice) % 8 == 0;
	default:
		return true;
	}
}

static void put_pieces(struct inode *inode, const struct call *call, enum power_loss loss,
	unsigned *dice)
{
	sqlite3_int64 from = 0, to;

	if (call->kind == TRUNCATE) {
		if (survives(loss, dice))
			put_call(inode, call);
		return;
	}
	for (; from < call->size; from = to) {
		to = (call->at + from) / SECTOR * SECTOR + SECTOR - call->at;
		if (to > call->size)
			to = call->size;
		if (survives(loss, dice))
			put_bytes(inode, call, from, to);
	}
}

static void put_pending(
	struct inode *inode, int number, enum power_loss loss, int last, unsigned *dice)
{
	for (int i = 0; i < disk.count && i <= last; i++) {
		const struct call *call = &record.calls[disk.pending[i]];

		if (call->inode == number)
			put_pieces(inode, call,
				loss == POWER_LAST_TORN && i == last ? POWER_HALF_LOST
								     : loss,
				dice);
	}
}

/* Of names that are not durable: all, none, or the first so many. */
static void choose_names(int *names, enum power_loss loss, unsigned *dice)
{
	int kept = disk.names_count;

	memcpy(names, disk.names, sizeof(disk.names));
	if (loss == POWER_ALL_LOST)
		kept = 0;
	else if (loss != POWER_NONE_LOST)
		kept = (int)(trial_random(dice) % (unsigned)(disk.names_count + 1));
	for (int i = 0; i < kept; i++)
		put_name(names, &record.calls[disk.names_pending[i]]);
}

void power_image(const char *path, enum power_loss loss, unsigned *dice)
{
	int names[NAMES], last = disk.count;
	char *shm = sqlite3_mprintf("%s-shm", path);

	choose_names(names, loss, dice);
	if (loss == POWER_LAST_TORN && disk.count)
		last = (int)(trial_random(dice) % (unsigned)disk.count);
	unlink(shm);
	sqlite3_free(shm);
	for (int i = 0; i < NAMES; i++) {
		char *name = sqlite3_mprintf("%s%s", path, suffixes[i]);
		struct inode copy = { 0 };

		unlink(name);
		if (names[i] >= 0) {
			const struct inode *kept = &disk.inodes[names[i]];

			resize(&copy, kept->size);
			if (kept->size)
				memcpy(copy.bytes, kept->bytes, (size_t)kept->size);
			put_pending(&copy, names[i], loss, last, dice);
			trial_write(name, copy.bytes ? copy.bytes : (unsigned char *)"",
				(size_t)copy.size);
			free(copy.bytes);
		}
		sqlite3_free(name);
	}
}
