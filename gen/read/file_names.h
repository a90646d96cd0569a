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
#define NAMES_LONGEST 200
#define NAMES_LARGEST ((uint64_t)1 << 53)

enum name_pattern { NAME_NUMBER, NAME_DATE, NAME_TIMESTAMP };

enum names_verdict {
	NAMES_FITS,
	NAMES_FOREIGN,	 /* does not even begin like a migration: schema.sql */
	NAMES_ODD,	 /* looks like one, matches no pattern: 003_x_up.sql */
	NAMES_HOSTILE,	 /* bytes or a stem that break tools */
	NAMES_TOO_LARGE, /* a number above NAMES_LARGEST */
	NAMES_REPEATABLE, /* R__x.sql: a step without a version */
};

struct name {
	enum name_pattern pattern;
	const char *id;
	const char *description;
	const char *digits; /* the number as written */
	const char *version; /* as the other tool records it; NULL in a plain layout */
	uint64_t number;
	bool whole; /* a timestamp to the second, which nobody shares */
	bool down;
};

/* Does it end in .sql, in any case? */
bool names_sql(const char *name);

/* Does it end in .down.sql? */
bool names_down(const char *name);

/* May a folder of this name be a migration, or what drizzle writes beside them? */
bool names_folder(const char *name);

enum names_verdict names_read(struct arena *arena, const char *file, struct name *name);

/*
 * How the names of another tool are made: `up` and `down` end them (NULL: no such file),
 * and what is before that, the stem, is what `read` takes apart.
 */
struct file_name_form {
	const char *up, *down;
	const char *digits;  /* what a number may have in it: "0123456789-" */
	const char *between; /* what may be between it and the description: "_" */
	enum names_verdict (*read)(struct arena *arena, const struct file_name_form *form,
		const char *stem, struct name *name);
};

/* A number and a description: 001_x. */
enum names_verdict file_names_numbered(struct arena *arena,
	const struct file_name_form *form, const char *stem, struct name *name);

/* V or U, a version of several numbers and a description: V1.2__x. */
enum names_verdict file_names_versioned(struct arena *arena,
	const struct file_name_form *form, const char *stem, struct name *name);

/* All of it is the version, a number and a description or not. */
enum names_verdict file_names_whole(struct arena *arena,
	const struct file_name_form *form, const char *stem, struct name *name);

/* What names_read() does, for a file, or FOLDER/up.sql, of another tool. */
enum names_verdict names_read_as(struct arena *arena, const struct file_name_form *form,
	const char *file, struct name *name);

/* Compare "1.10" with "1.9": number by number, whatever zeros are around them. */
int names_compare_versions(const char *a, const char *b);

#endif
