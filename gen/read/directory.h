/*
 * directory: the bytes of a migration directory.
 *
 * In: a path. Out: each file's text, checked byte by byte (UTF-8, no NUL, no CR alone, no
 * bidirectional controls …), and the names found. It knows nothing of SQL.
 */
#ifndef GEN_READ_DIRECTORY_H
#define GEN_READ_DIRECTORY_H

#include <stdint.h>

#include "gen/base/names.h"
#include "gen/base/source.h"

struct arena;
struct diags;

struct directory {
	const char *path;
	const char *label;	       /* its last component, for messages and names */
	struct source **files; /* *.sql at the top level and ID/up.sql, ID/down.sql,
				  ID/migration.sql one below, sorted by bytes */
	uint32_t file_count;
	const struct source *base; /* base.sql at the top level, none of these; or NULL */
	struct source **backfills; /* *.sql below backfills/, sorted by bytes */
	uint32_t backfill_count;
	struct names archived;	   /* names below old/, never read */
	struct names folders;	   /* every directory that was listed, for the depfile */
	const struct source *journal;  /* meta/_journal.json, or NULL */
	const struct source *provider; /* migration_lock.toml, or NULL */
};

/* Largest file that is read: 16 MiB. */
#define DIRECTORY_FILE_LIMIT (16u << 20)

/*
 * Read a directory. Problems are reported; a directory that cannot be listed is an error
 * too, and gives one without files.
 */
struct directory *directory_read(struct arena *arena, struct diags *diags, const char *path);

/* One file by its path; what is wrong with it is reported, and it is not usable then. */
struct source *directory_read_file(
	struct arena *arena, struct diags *diags, const char *path);

/* A source from memory, for tests and annotations: bytes are checked in the same way. */
struct source *directory_from_memory(struct arena *arena, struct diags *diags,
	const char *name, const char *text, uint32_t size);

#endif
