/*
 * filesystem: what backups need of the operating system: new files, names, durability,
 * space.
 *
 * In: paths in UTF-8. Out: 0 or the system's error number. The only file of the runtime
 * that knows which system it runs on; it knows nothing of databases, and never opens one,
 * because closing it would drop SQLite's locks.
 */
#ifndef INSTAR_SQLITE_FILESYSTEM_H
#define INSTAR_SQLITE_FILESYSTEM_H

#include <stdbool.h>
#include <stdint.h>

struct instar__disk_file {
	int64_t size;
	uint64_t device, inode; /* both 0: the system does not tell */
	uint32_t links;
	bool regular; /* not a directory, a link, a device */
};

/*
 * Make an empty file that only its owner can read: never one that is there, never through
 * a symbolic link. For root it belongs to the owner of `like`.
 */
int instar__disk_create(const char *path, const char *like);

/* Make what a file holds, or a directory's names, durable. */
int instar__disk_sync(const char *path);
int instar__disk_sync_directory(const char *directory);

/* Give a file its final name, which must be free: EXISTS when it is taken. */
int instar__disk_publish(const char *from, const char *to);

int instar__disk_remove(const char *path);

/* Look at a name itself, not at what it links to. */
int instar__disk_look(const char *path, struct instar__disk_file *file);

/* Is it the error number for a name that is taken? */
bool instar__disk_is_taken(int error);

/* Is it the error number for a place that this user may not write to? */
bool instar__disk_is_refused(int error);

/* The error in words, at most `size` bytes. */
void instar__disk_words(int error, char *out, int size);

/* Bytes that this user can still write there; -1: the system does not tell. */
int64_t instar__disk_free(const char *directory);

/* Why backups cannot be trusted to a directory, in words; NULL: they can. */
const char *instar__disk_distrust(const char *directory);

/* Call `found` for each regular file whose name begins with `prefix`, in any order. */
typedef void instar__disk_found(void *context, const char *name);
int instar__disk_list(const char *directory, const char *prefix,
	instar__disk_found *found, void *context);

/* The network file system that a path is on, "NFS"; NULL: none that is known. */
const char *instar__disk_network(const char *path);
const char *instar__disk_network_name(uint64_t magic); /* of Linux's statfs() */

/* A number that another process does not have. */
int64_t instar__disk_process(void);

#endif
