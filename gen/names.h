/*
 * names: what the name of a migration file says.
 *
 * In: a file name. Out: its number or date, id and description, or why it is none. It
 * knows no other file and opens none.
 */
#ifndef GEN_NAMES_H
#define GEN_NAMES_H

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
};

struct name {
	enum name_pattern pattern;
	const char *id;
	const char *description;
	const char *digits; /* the number as written */
	uint64_t number;
	bool whole; /* a timestamp to the second, which nobody shares */
	bool down;
};

/* Does it end in .sql, in any case? */
bool names_sql(const char *name);

/* Does it end in .down.sql? */
bool names_down(const char *name);

enum names_verdict names_read(struct arena *arena, const char *file, struct name *name);

#endif
