/*
 * source: the bytes of a migration directory.
 *
 * In: a path. Out: each file's text, checked byte by byte (UTF-8, no NUL, no bare CR, no
 * bidirectional controls …), and the names found. It knows nothing of SQL.
 */
#ifndef GEN_SOURCE_H
#define GEN_SOURCE_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct diags;

/* Bytes start … end - 1 of a source. */
struct span {
	uint32_t start;
	uint32_t end;
};

/* Where generated text comes from: an author's text, byte by byte if it is exact. */
struct origin {
	uint32_t start, end; /* of the generated text */
	struct span span;    /* of the author's */
	bool exact;
};

struct source {
	const char *name; /* below the directory, for messages: "001_users.sql" */
	const char *path; /* to open it */
	const char *text; /* NUL-terminated; a BOM is already stripped */
	uint32_t size;	  /* bytes, without the NUL */
	bool usable;	  /* false: an error about its bytes was reported */
	bool back;	  /* a way back, which may be empty */
	const uint32_t *lines; /* offset of each line's first byte */
	uint32_t line_count;
	const struct origin *origins; /* of text behind the NUL; a later one is finer */
	uint32_t origin_count;
};

struct directory {
	const char *path;
	const char *label;	       /* its last component, for messages and names */
	struct source **files; /* *.sql at the top level and ID/up.sql, ID/down.sql,
				  ID/migration.sql one below, sorted by bytes */
	uint32_t file_count;
	struct source **backfills; /* *.sql below backfills/, sorted by bytes */
	uint32_t backfill_count;
	const char **archived; /* names below old/, never read */
	uint32_t archived_count;
	const char **folders; /* every directory that was listed, for the depfile */
	uint32_t folder_count;
	const struct source *journal;  /* meta/_journal.json, or NULL */
	const struct source *provider; /* migration_lock.toml, or NULL */
};

/* Largest file that is read: 16 MiB. */
#define SOURCE_LIMIT (16u << 20)

/*
 * Read a directory. Problems are reported; a directory that cannot be listed is an error
 * too, and gives one without files.
 */
struct directory *source_read(struct arena *arena, struct diags *diags, const char *path);

/* One file by its path; what is wrong with it is reported, and it is not usable then. */
struct source *source_read_file(
	struct arena *arena, struct diags *diags, const char *path);

/* A source from memory, for tests and annotations: bytes are checked in the same way. */
struct source *source_from_memory(struct arena *arena, struct diags *diags,
	const char *name, const char *text, uint32_t size);

/* The place in the author's text that a place in generated text stands for. */
struct span source_origin(const struct source *source, struct span span);

/* Line, from 1, and column, from 1 in characters, of an offset. */
void source_position(const struct source *source, uint32_t offset, uint32_t *line,
	uint32_t *column);

#endif
