/*
 * layout_table: how each tool lays out a directory of migrations; one row a layout.
 *
 * A new layout is an id here, its row in layout_table.c, and a case in the tests. What
 * only one tool has (drizzle's journal, prisma's provider) is in layout.c.
 *
 * The step's id is the name without the marks that only its tool needs, and the tool's
 * own version, as its tracking table has it, is found in the id again:
 *
 *   layout    files                        id                   the tool records
 *   plain     001_x.sql 001_x.down.sql     001_x                (sqlx: the number)
 *             001-x.sql 1.sql v1.sql schema-1.sql 001.do.x.sql 1.sqm; `-- Down` parts a file
 *   pairs     1_x.up.sql 1_x.down.sql      1_x                  the number
 *   goose     001_x.sql, `-- +goose Up`    001_x                the number
 *   dbmate    001_x.sql, `-- migrate:up`   001_x                its digits: "001"
 *   sql-migrate 001_x.sql, `-- +migrate Up`  001_x              (the file's name)
 *   liquibase 001_x.sql, `--liquibase formatted sql`  001_x     (id and author)
 *   flyway    V1.2__x.sql U1.2__x.sql      1.2__x               what is before the __,
 *                                                               each _ a dot: "1.2"
 *   diesel    2026-01-31-120000_x/up.sql   2026-01-31-120000_x  what is before the _,
 *                                                               without the dashes
 *   drizzle   0001_x.sql, meta/_journal.json   0001_x           SHA-256 of the file, and
 *                                                               the journal's `when`
 *   prisma    20260131120000_x/migration.sql   20260131120000_x the whole id
 *
 * Refinery's files are read as Flyway's. What drizzle records is not in the name: such
 * steps are told by their order, or by `when`, which is struct file_name's version.
 */
#ifndef GEN_READ_LAYOUT_TABLE_H
#define GEN_READ_LAYOUT_TABLE_H

#include <stdbool.h>

#include "gen/read/file_names.h"

enum layout_kind {
	LAYOUT_PLAIN, /* instar's own */
	LAYOUT_PAIRS,
	LAYOUT_GOOSE,
	LAYOUT_DBMATE,
	LAYOUT_SQL_MIGRATE,
	LAYOUT_LIQUIBASE,
	LAYOUT_FLYWAY,
	LAYOUT_DIESEL,
	LAYOUT_DRIZZLE,
	LAYOUT_PRISMA,
	LAYOUT_COUNT
};

/* What a comment of a tool says of the file that it is in. */
enum mark {
	MARK_NONE,
	MARK_UP,
	MARK_DOWN,
	MARK_BEGIN, /* a statement begins that has semicolons inside */
	MARK_END,
	MARK_HARMLESS, /* says how its tool runs the file; instar has its own way */
	MARK_TEMPLATE, /* the text is not SQL until something was put into it */
	MARK_UNKNOWN,  /* anything else that begins like this */
	MARK_BREAK,    /* a statement ends here, with or without a semicolon */
	MARK_CHANGESET, /* the only one of its file; what follows is its name */
	MARK_ROLLBACK	/* what follows is a statement of the down migration */
};

/* A comment after its `--`: one blank stands for any number, letters for both cases. */
struct layout_mark {
	const char *text;
	enum mark mark;
};

struct layout_row {
	const char *files;	 /* how they look, for messages */
	const char *name_help;	 /* how to write a name that does not fit */
	const char *others_help; /* for files of another layout; NULL: move them */
	struct file_name_form form;
	bool by_name; /* a name of this form tells that the directory is laid out so */
	bool folders; /* a step is a folder with the file `form.up` in it */
	bool as_text; /* the tool sorts versions as text, not as numbers */
	bool versions_twice; /* two steps may have one version: the id is what counts */
	const char *orphan;  /* a down migration without its up migration: %s is the id */
	const char *orphan_help;
	const struct layout_mark
		*marks; /* ends with MARK_NONE; NULL: no comments count */
	const char *up_mark,
		*down_mark;	/* as people write them; NULL: nothing parts a file */
	const char *marks_help; /* which ones there are */
	bool up_unmarked;	/* what is above all marks is the up migration */
	bool down_first;	/* the down migration may be above the up migration */
};

extern const struct layout_row layout_table[LAYOUT_COUNT];

#endif
