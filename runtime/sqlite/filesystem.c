/*
 * filesystem: what backups need of the operating system. See filesystem.h.
 *
 * Twice the same functions: for POSIX and for Windows. The words for errors and for
 * network file systems are common to both.
 */
#if !defined(_WIN32) && !defined(_GNU_SOURCE)
#define _GNU_SOURCE 1
#endif
#if defined(__APPLE__) && !defined(_DARWIN_C_SOURCE)
#define _DARWIN_C_SOURCE 1
#endif
#include "runtime/sqlite/filesystem.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <sqlite3.h>

const char *instar__disk_network_name(uint64_t magic)
{
	static const struct {
		uint64_t magic;
		const char *name;
	} systems[] = {
		{ 0x6969, "NFS" },
		{ 0xff534d42, "CIFS" },
		{ 0xfe534d42, "SMB" },
		{ 0x517b, "SMB" },
		{ 0x01021997, "9p" },
		{ 0x65735546, "FUSE" },
	};

	for (size_t i = 0; i < sizeof(systems) / sizeof(*systems); i++) {
		if (systems[i].magic == magic)
			return systems[i].name;
	}
	return NULL;
}

#ifdef _WIN32

#define WIN32_LEAN_AND_MEAN
#include <windows.h>

enum { LONGEST = 1024 };

static const WCHAR *wide(const char *path, WCHAR *out)
{
	if (!MultiByteToWideChar(CP_UTF8, 0, path, -1, out, LONGEST))
		out[0] = 0;
	return out;
}

static int failed(void)
{
	DWORD error = GetLastError();

	return error ? (int)error : ERROR_GEN_FAILURE;
}

static int flush(const char *path, DWORD flags)
{
	WCHAR name[LONGEST];
	HANDLE file = CreateFileW(wide(path, name), GENERIC_READ | GENERIC_WRITE,
		FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING, flags, NULL);
	int error = 0;

	if (file == INVALID_HANDLE_VALUE)
		return failed();
	if (!FlushFileBuffers(file))
		error = failed();
	CloseHandle(file);
	return error;
}

int instar__disk_create(const char *path, const char *like)
{
	WCHAR name[LONGEST];
	HANDLE file = CreateFileW(wide(path, name), GENERIC_WRITE, 0, NULL, CREATE_NEW,
		FILE_ATTRIBUTE_NORMAL, NULL);

	(void)like;
	if (file == INVALID_HANDLE_VALUE)
		return failed();
	CloseHandle(file);
	return 0;
}

int instar__disk_sync(const char *path)
{
	return flush(path, FILE_ATTRIBUTE_NORMAL);
}

/* Names are durable once MoveFileEx() has returned: it writes through. */
int instar__disk_sync_directory(const char *directory)
{
	(void)directory;
	return 0;
}

int instar__disk_publish(const char *from, const char *to)
{
	WCHAR before[LONGEST], after[LONGEST];

	return MoveFileExW(wide(from, before), wide(to, after), MOVEFILE_WRITE_THROUGH)
		       ? 0
		       : failed();
}

int instar__disk_remove(const char *path)
{
	WCHAR name[LONGEST];

	return DeleteFileW(wide(path, name)) ? 0 : failed();
}

int instar__disk_look(const char *path, struct instar__disk_file *file)
{
	WIN32_FILE_ATTRIBUTE_DATA data;
	WCHAR name[LONGEST];

	memset(file, 0, sizeof(*file));
	if (!GetFileAttributesExW(wide(path, name), GetFileExInfoStandard, &data))
		return failed();
	file->size = (int64_t)data.nFileSizeHigh << 32 | data.nFileSizeLow;
	file->links = 1;
	file->regular = !(data.dwFileAttributes &
			  (FILE_ATTRIBUTE_DIRECTORY | FILE_ATTRIBUTE_REPARSE_POINT));
	return 0;
}

bool instar__disk_is_taken(int error)
{
	return error == ERROR_FILE_EXISTS || error == ERROR_ALREADY_EXISTS;
}

bool instar__disk_is_refused(int error)
{
	return error == ERROR_ACCESS_DENIED || error == ERROR_WRITE_PROTECT;
}

void instar__disk_words(int error, char *out, int size)
{
	static const struct {
		int error;
		const char *words;
	} known[] = {
		{ ERROR_FILE_NOT_FOUND, "no such file" },
		{ ERROR_PATH_NOT_FOUND, "no such directory" },
		{ ERROR_ACCESS_DENIED, "no permission" },
		{ ERROR_WRITE_PROTECT, "read-only" },
		{ ERROR_DISK_FULL, "disk full" },
		{ ERROR_FILE_EXISTS, "it is there already" },
		{ ERROR_ALREADY_EXISTS, "it is there already" },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		if (known[i].error == error) {
			sqlite3_snprintf(size, out, "%s", known[i].words);
			return;
		}
	}
	sqlite3_snprintf(size, out, "Windows error %d", error);
}

int64_t instar__disk_free(const char *directory)
{
	ULARGE_INTEGER bytes;
	WCHAR name[LONGEST];

	if (!GetDiskFreeSpaceExW(wide(directory, name), &bytes, NULL, NULL))
		return -1;
	return (int64_t)bytes.QuadPart;
}

const char *instar__disk_distrust(const char *directory)
{
	WCHAR name[LONGEST];
	DWORD attributes = GetFileAttributesW(wide(directory, name));

	if (attributes == INVALID_FILE_ATTRIBUTES)
		return "it does not exist";
	return attributes & FILE_ATTRIBUTE_DIRECTORY ? NULL : "it is not a directory";
}

int instar__disk_list(const char *directory, const char *prefix,
	instar__disk_found *found, void *context)
{
	char *pattern = sqlite3_mprintf("%s\\%s*", directory, prefix);
	WCHAR name[LONGEST];
	WIN32_FIND_DATAW entry;
	HANDLE list;
	char utf8[LONGEST];

	if (!pattern)
		return ERROR_NOT_ENOUGH_MEMORY;
	list = FindFirstFileW(wide(pattern, name), &entry);
	sqlite3_free(pattern);
	if (list == INVALID_HANDLE_VALUE)
		return GetLastError() == ERROR_FILE_NOT_FOUND ? 0 : failed();
	do {
		if (!(entry.dwFileAttributes &
			    (FILE_ATTRIBUTE_DIRECTORY | FILE_ATTRIBUTE_REPARSE_POINT)) &&
			WideCharToMultiByte(CP_UTF8, 0, entry.cFileName, -1, utf8,
				LONGEST, NULL, NULL))
			found(context, utf8);
	} while (FindNextFileW(list, &entry));
	FindClose(list);
	return 0;
}

const char *instar__disk_network(const char *path)
{
	WCHAR name[LONGEST];

	if (path[0] == '\\' && path[1] == '\\')
		return "SMB";
	wide(path, name);
	name[path[0] && path[1] == ':' ? 3 : 0] = 0;
	return GetDriveTypeW(name[0] ? name : NULL) == DRIVE_REMOTE ? "SMB" : NULL;
}

int64_t instar__disk_process(void)
{
	return (int64_t)GetCurrentProcessId();
}

#else

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/vfs.h>
#endif

#ifndef O_CLOEXEC
#define O_CLOEXEC 0
#endif

static int flush(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC | O_NOFOLLOW);
	int error = 0;

	if (fd < 0)
		return errno;
	if (fsync(fd) != 0)
		error = errno;
	if (close(fd) != 0 && !error)
		error = errno;
	return error;
}

int instar__disk_create(const char *path, const char *like)
{
	struct stat owner;
	int fd = open(path, O_CREAT | O_EXCL | O_NOFOLLOW | O_RDWR | O_CLOEXEC, 0600);
	int error = 0;

	if (fd < 0)
		return errno;
	if (geteuid() == 0 && stat(like, &owner) == 0 && owner.st_uid != 0 &&
		fchown(fd, owner.st_uid, owner.st_gid) != 0)
		error = errno;
	if (close(fd) != 0 && !error)
		error = errno;
	if (error)
		unlink(path);
	return error;
}

int instar__disk_sync(const char *path)
{
	return flush(path, O_RDWR);
}

/* Some file systems cannot sync a directory, and need not. */
int instar__disk_sync_directory(const char *directory)
{
	int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int error = 0;

	if (fd < 0)
		return errno;
	if (fsync(fd) != 0 && errno != EINVAL && errno != ENOTSUP && errno != ENOSYS)
		error = errno;
	close(fd);
	return error;
}

/*
 * rename() would replace what has that name; link() does not. A first name that cannot be
 * taken away does no harm. File systems without links have to do with a check before.
 */
int instar__disk_publish(const char *from, const char *to)
{
	struct stat there;

	if (link(from, to) == 0) {
		unlink(from);
		return 0;
	}
	if (errno != EPERM && errno != ENOTSUP && errno != ENOSYS && errno != EMLINK)
		return errno;
	if (lstat(to, &there) == 0)
		return EEXIST;
	return rename(from, to) == 0 ? 0 : errno;
}

int instar__disk_remove(const char *path)
{
	return unlink(path) == 0 ? 0 : errno;
}

int instar__disk_look(const char *path, struct instar__disk_file *file)
{
	struct stat found;

	memset(file, 0, sizeof(*file));
	if (lstat(path, &found) != 0)
		return errno;
	file->size = found.st_size;
	file->device = (uint64_t)found.st_dev;
	file->inode = (uint64_t)found.st_ino;
	file->links = (uint32_t)found.st_nlink;
	file->regular = S_ISREG(found.st_mode);
	return 0;
}

bool instar__disk_is_taken(int error)
{
	return error == EEXIST;
}

bool instar__disk_is_refused(int error)
{
	return error == EACCES || error == EPERM || error == EROFS;
}

void instar__disk_words(int error, char *out, int size)
{
	static const struct {
		int error;
		const char *words;
	} known[] = {
		{ ENOENT, "no such file or directory" },
		{ ENOTDIR, "no such directory" },
		{ EACCES, "no permission" },
		{ EPERM, "no permission" },
		{ EROFS, "read-only file system" },
		{ ENOSPC, "disk full" },
		{ EDQUOT, "the user's share of the disk is full" },
		{ EIO, "the disk failed" },
		{ EEXIST, "it is there already" },
		{ ELOOP, "a symbolic link" },
		{ EMFILE, "too many open files" },
		{ ENFILE, "too many open files" },
		{ ENAMETOOLONG, "the name is too long" },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		if (known[i].error == error) {
			sqlite3_snprintf(size, out, "%s", known[i].words);
			return;
		}
	}
	sqlite3_snprintf(size, out, "system error %d", error);
}

int64_t instar__disk_free(const char *directory)
{
	struct statvfs found;

	if (statvfs(directory, &found) != 0)
		return -1;
	return (int64_t)found.f_bavail * (int64_t)found.f_frsize;
}

const char *instar__disk_distrust(const char *directory)
{
	struct stat found;

	if (stat(directory, &found) != 0)
		return errno == EACCES ? "it cannot be read" : "it does not exist";
	if (!S_ISDIR(found.st_mode))
		return "it is not a directory";
	if (found.st_uid != geteuid() && found.st_uid != 0)
		return "it belongs to another user";
	if (found.st_mode & S_IWOTH && !(found.st_mode & S_ISVTX))
		return "everybody may write there";
	return NULL;
}

static bool is_regular(const char *directory, const char *name)
{
	char *path = sqlite3_mprintf("%s/%s", directory, name);
	struct instar__disk_file file = { 0 };
	bool regular = path && !instar__disk_look(path, &file) && file.regular;

	sqlite3_free(path);
	return regular;
}

int instar__disk_list(const char *directory, const char *prefix,
	instar__disk_found *found, void *context)
{
	DIR *list = opendir(directory);
	struct dirent *entry;

	if (!list)
		return errno;
	while ((entry = readdir(list))) {
		if (strncmp(entry->d_name, prefix, strlen(prefix)) == 0 &&
			is_regular(directory, entry->d_name))
			found(context, entry->d_name);
	}
	closedir(list);
	return 0;
}

const char *instar__disk_network(const char *path)
{
#ifdef __linux__
	struct statfs found;

	if (statfs(path, &found) == 0)
		return instar__disk_network_name((uint32_t)found.f_type);
#else
	(void)path;
#endif
	return NULL;
}

int64_t instar__disk_process(void)
{
	return (int64_t)getpid();
}

#endif
