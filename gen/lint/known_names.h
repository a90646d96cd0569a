/*
 * known_names: the tables and columns that a statement can name.
 *
 * In: the schema before the step, and the statements of the step before it. Out: the name
 * that is nearest to one that is not there, and those that are.
 */
#ifndef GEN_LINT_KNOWN_NAMES_H
#define GEN_LINT_KNOWN_NAMES_H

#include "gen/base/names.h"
#include "gen/oracle/snapshot.h"
#include "gen/sql/parse.h"

struct known {
	struct arena *arena;
	const struct snapshot *snapshot; /* before the step */
	const struct script *script;
	const struct statement *statement;
};

/* Tables and views, or the names of another type of object. */
struct names known_objects(const struct known *known, enum instar__object_type type);

/* The columns of a table; none when it is not known. */
struct names known_columns(const struct known *known, const char *table);

/*
 * The table that a name before a dot stands for in the statement: an alias, a table, new
 * and old in a trigger; itself when it is none of these.
 */
const char *known_alias(const struct known *known, const char *name);

/* The tables that the statement names and that are known. */
struct names known_sources(const struct known *known);

/* The nearest of them, when the word is a slip of the hand; or NULL. */
const char *known_nearest(const struct names *names, const char *word);

/* "a, b, c" of at most a dozen; NULL when there are none or more. */
const char *known_list(struct arena *arena, const struct names *names);

/* "001_users.sql:3", where the object was made; NULL when that is not known. */
const char *known_maker(const struct known *known, const char *name);

#endif
