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

/*
 * How a directory is laid out: instar's own way, or that of another tool. The step's id
 * is the name without the marks that only its tool needs, and the tool's own version,
 * as its tracking table has it, is found in the id again:
 *
 *   layout    files                        id                   the tool records
 *   plain     001_x.sql 001_x.down.sql     001_x                (sqlx: the number)
 *   pairs     1_x.up.sql 1_x.down.sql      1_x                  the number
 *   goose     001_x.sql, `-- +goose Up`    001_x                the number
 *   dbmate    001_x.sql, `-- migrate:up`   001_x                its digits: "001"
 *   flyway    V1.2__x.sql U1.2__x.sql      1.2__x               what is before the __,
 *                                                               each _ a dot: "1.2"
 *   diesel    2026-01-31-120000_x/up.sql   2026-01-31-120000_x  what is before the _,
 *                                                               without the dashes
 *   drizzle   0001_x.sql, meta/_journal.json   0001_x           SHA-256 of the file, and
 *                                                               the journal's `when`
 *   prisma    20260131120000_x/migration.sql   20260131120000_x the whole id
 *
 * Refinery's files are read as Flyway's. What drizzle records is not in the name: such
 * steps are told by their order, or by `when`, which is struct name's version.
 */
enum layout_kind {
	LAYOUT_PLAIN,
	LAYOUT_PAIRS,
	LAYOUT_GOOSE,
	LAYOUT_DBMATE,
	LAYOUT_FLYWAY,
	LAYOUT_DIESEL,
	LAYOUT_DRIZZLE,
	LAYOUT_PRISMA,
};

enum { LAYOUT_COUNT = LAYOUT_PRISMA + 1 };

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

/* The same for a file, or FOLDER/up.sql, of another tool. */
enum names_verdict names_read_as(struct arena *arena, enum layout_kind kind,
	const char *file, struct name *name);

/* Compare "1.10" with "1.9": number by number, whatever zeros stand around them. */
int names_compare_versions(const char *a, const char *b);

#endif
