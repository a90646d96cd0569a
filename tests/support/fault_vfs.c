/*
 * fault_vfs: a disk that fails when it is told to. See fault_vfs.h.
 */
#include "fault_vfs.h"

#include <string.h>

#include "suite.h"

static struct fault fault;
static sqlite3_vfs shim;
static sqlite3_vfs *real;

struct file {
	sqlite3_file base;
	bool watched;
	sqlite3_file *inner; /* behind this struct */
};

static bool strikes(enum fault_call call, bool watched)
{
	if (!watched || !(fault.calls & call))
		return false;
	fault.count++;
	if (fault.before)
		fault.before(fault.context);
	if (!fault.at || fault.count < fault.at ||
		(fault.count > fault.at && fault.count != fault.then && !fault.for_good))
		return false;
	fault.struck = true;
	return true;
}

static int code_of(int usual)
{
	return fault.code ? fault.code : usual;
}

static sqlite3_file *inner(sqlite3_file *file)
{
	return ((struct file *)file)->inner;
}

static bool hit(sqlite3_file *file, enum fault_call call)
{
	return strikes(call, ((struct file *)file)->watched);
}

static int file_close(sqlite3_file *file)
{
	return inner(file)->pMethods->xClose(inner(file));
}

static int file_read(sqlite3_file *file, void *out, int size, sqlite3_int64 at)
{
	if (hit(file, FAULT_READ)) {
		memset(out, 0, (size_t)size);
		return fault.code == SQLITE_IOERR_SHORT_READ
			       ? SQLITE_IOERR_SHORT_READ
			       : SQLITE_IOERR_READ; /* no disk is full for readers */
	}
	return inner(file)->pMethods->xRead(inner(file), out, size, at);
}

static int file_write(sqlite3_file *file, const void *from, int size, sqlite3_int64 at)
{
	if (hit(file, FAULT_WRITE)) {
		if (fault.late)
			inner(file)->pMethods->xWrite(inner(file), from, size, at);
		return code_of(SQLITE_IOERR_WRITE);
	}
	return inner(file)->pMethods->xWrite(inner(file), from, size, at);
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	if (hit(file, FAULT_TRUNCATE)) {
		if (fault.late)
			inner(file)->pMethods->xTruncate(inner(file), size);
		return SQLITE_IOERR_TRUNCATE;
	}
	return inner(file)->pMethods->xTruncate(inner(file), size);
}

static int file_sync(sqlite3_file *file, int flags)
{
	if (hit(file, FAULT_SYNC))
		return SQLITE_IOERR_FSYNC;
	return inner(file)->pMethods->xSync(inner(file), flags);
}

static int file_size(sqlite3_file *file, sqlite3_int64 *size)
{
	if (hit(file, FAULT_SIZE))
		return SQLITE_IOERR_FSTAT;
	return inner(file)->pMethods->xFileSize(inner(file), size);
}

static int file_lock(sqlite3_file *file, int lock)
{
	if (hit(file, FAULT_LOCK))
		return code_of(SQLITE_IOERR_LOCK);
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
	if (hit(file, FAULT_MAP))
		return SQLITE_IOERR_SHMMAP;
	return inner(file)->pMethods->xShmMap(inner(file), region, size, extend, out);
}

static int file_shm_lock(sqlite3_file *file, int offset, int count, int flags)
{
	if (flags & SQLITE_SHM_LOCK && hit(file, FAULT_MAP_LOCK))
		return code_of(SQLITE_IOERR_SHMLOCK);
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

/* Version 2: no memory mapping, so that every read is seen. */
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

static bool is_watched(const char *path)
{
	if (fault.spared && path && strstr(path, fault.spared))
		return false;
	return !fault.path || (path && strstr(path, fault.path));
}

static int vfs_open(
	sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out)
{
	struct file *ours = (struct file *)file;
	int rc;

	(void)vfs;
	memset(ours, 0, sizeof(*ours));
	ours->watched = is_watched(path);
	ours->inner = (sqlite3_file *)(ours + 1);
	if (strikes(FAULT_OPEN, ours->watched))
		return SQLITE_CANTOPEN;
	rc = real->xOpen(real, path, ours->inner, flags, out);
	ours->base.pMethods = rc == SQLITE_OK ? &methods : NULL;
	return rc;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *path, int sync)
{
	(void)vfs;
	if (strikes(FAULT_DELETE, is_watched(path))) {
		if (fault.late)
			real->xDelete(real, path, sync);
		return SQLITE_IOERR_DELETE;
	}
	return real->xDelete(real, path, sync);
}

struct fault *fault_vfs(void)
{
	if (!real) {
		real = sqlite3_vfs_find(NULL);
		shim = *real;
		shim.pNext = NULL;
		shim.zName = "fault";
		shim.szOsFile = (int)sizeof(struct file) + real->szOsFile;
		shim.xOpen = vfs_open;
		shim.xDelete = vfs_delete;
		assert_int_equal(sqlite3_vfs_register(&shim, 0), SQLITE_OK);
	}
	memset(&fault, 0, sizeof(fault));
	return &fault;
}

int fault_vfs_count(void)
{
	return fault.count;
}

sqlite3 *fault_open(const char *path)
{
	unsigned calls = fault.calls;
	sqlite3 *db = NULL;
	int rc;

	fault.calls = 0;
	rc = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, "fault");
	fault.calls = calls;
	assert_int_equal(rc, SQLITE_OK);
	sqlite3_extended_result_codes(db, 1);
	return db;
}
