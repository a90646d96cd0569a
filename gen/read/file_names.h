/*
 * file_names: what the name of a migration file says.
 *
 * In: a file name. Out: its number or date, id and description, or why it is none. It
 * knows no other file and opens none.
 */
#ifndef GEN_READ_FILE_NAMES_H
#define GEN_READ_FILE_NAMES_H

#include <stdbool.h>
#include <stdint.h>

struct arena;

/* Longest description, and largest number: what a double still counts one by one. */
#define FILE_NAME_LONGEST 200
#define FILE_NAME_LARGEST ((uint64_t)1 << 53)

enum name_pattern { NAME_NUMBER, NAME_DATE, NAME_TIMESTAMP };

enum file_name_verdict {
	FILE_NAME_FITS,
	FILE_NAME_FOREIGN,    /* does not even begin like a migration: schema.sql */
	FILE_NAME_ODD,	      /* looks like one, matches no pattern: 003_x_up.sql */
	FILE_NAME_HOSTILE,    /* bytes or a stem that break tools */
	FILE_NAME_TOO_LARGE,  /* a number above FILE_NAME_LARGEST */
	FILE_NAME_REPEATABLE, /* R__x.sql: a step without a version */
};

struct file_name {
	enum name_pattern pattern;
	const char *id;
	const char *description;
	const char *word;   /* in front of the number: "schema-", "v", or "" */
	const char *digits; /* the number as written */
	const char *version; /* as the other tool records it; NULL in a plain layout */
	uint64_t number;
	bool whole; /* a timestamp to the second, which nobody shares */
	bool down;
};

/* Does it end in .sql, or as SQLDelight has it in .sqm, in any case? */
bool file_name_sql(const char *name);

/* Does it end in .down.sql? */
bool file_name_down(const char *name);

/* May a folder of this name be a migration, or what drizzle writes beside them? */
bool file_name_folder(const char *name);

enum file_name_verdict file_name_read(
	struct arena *arena, const char *file, struct file_name *name);

/*
 * How the names of another tool are made: `up` and `down` end them (NULL: no such file),
 * and what is before that, the stem, is what `read` takes apart.
 */
struct file_name_form {
	const char *up, *down;
	const char *digits;  /* what a number may have in it: "0123456789-" */
	const char *between; /* what may be between it and the description: "_" */
	enum file_name_verdict (*read)(struct arena *arena,
		const struct file_name_form *form, const char *stem,
		struct file_name *name);
};

/* A number and a description: 001_x. */
enum file_name_verdict file_name_numbered(struct arena *arena,
	const struct file_name_form *form, const char *stem, struct file_name *name);

/* V or U, a version of several numbers and a description: V1.2__x. */
enum file_name_verdict file_name_versioned(struct arena *arena,
	const struct file_name_form *form, const char *stem, struct file_name *name);

/* All of it is the version, a number and a description or not. */
enum file_name_verdict file_name_whole(struct arena *arena,
	const struct file_name_form *form, const char *stem, struct file_name *name);

/* What file_name_read() does, for a file, or FOLDER/up.sql, of another tool. */
enum file_name_verdict file_name_read_as(struct arena *arena,
	const struct file_name_form *form, const char *file, struct file_name *name);

/* Compare "1.10" with "1.9": number by number, whatever zeros are around them. */
int file_name_compare_versions(const char *a, const char *b);

#endif
