/*
 * writes: what a statement says, by name, that it writes.
 *
 * In: an INSERT, UPDATE or DELETE. Out: the columns that it sets, and for a
 * copy (INSERT … SELECT) which column each is filled from. It reads names only: whether
 * anything was lost is seen on rows, and this tells whether the author said so.
 */
#ifndef GEN_ORACLE_WRITES_H
#define GEN_ORACLE_WRITES_H

#include <stdbool.h>
#include <stdint.h>

#include "gen/base/names.h"
#include "gen/sql/parse.h"

struct arena;

struct write {
	const struct statement *statement;
	const char *table;     /* that is written */
	struct names columns;  /* INSERT: the list after the table; UPDATE: what is SET */
	struct names upserted; /* SET after ON CONFLICT … DO UPDATE */
	bool copies;	       /* INSERT … SELECT */
	bool star;	       /* … of * or t.* */
	bool filters; /* … with WHERE, JOIN, LIMIT, DISTINCT, GROUP BY, a compound … */
	bool ignores;	      /* INSERT OR IGNORE, ON CONFLICT DO NOTHING */
	bool replaces;	      /* REPLACE, INSERT OR REPLACE, UPDATE OR REPLACE */
	struct names sources; /* of a copy: the column each is filled from, or NULL */
	const char *from;     /* of a copy: its first table, or NULL */
};

/* Read a statement; `table` is NULL when it writes no rows. */
struct write write_of(struct arena *arena, const struct statement *statement);

/* The up statements of a script, one for each. */
struct write *writes_of(struct arena *arena, const struct script *script);

/* Does a copy (INSERT … SELECT) use this column in what it selects? */
bool write_uses(const struct write *write, const char *column);

/*
 * Does the statement read a column of the table to write something else with it? `other`
 * is another name of the table, or NULL.
 */
bool write_reads(const struct statement *statement, const char *table, const char *other,
	const char *column);

/* The string, all by itself, that the statement fills this column with, or NULL. */
const char *write_string(const struct write *write, const char *column);

/* Does the statement say that it sets this column? */
bool write_names(const struct write *write, const char *column);

#endif
