/*
 * tree_equal: do two trees say the same?
 *
 * Spans do not count, nor how a name is quoted: only that a single name in double quotes,
 * which may be a string, differs from one that cannot be.
 *
 * Two definitions are alike when they do the same, however they are written. Not counted
 * are, besides: letters' case in names and types, `main.`, ASC, FOR EACH ROW, IF NOT
 * EXISTS, and what the object itself is called. A name in double quotes is the column of
 * that name or, when there is none, like the string.
 */
#ifndef GEN_SQL_TREE_EQUAL_H
#define GEN_SQL_TREE_EQUAL_H

#include "gen/sql/tree_walk.h"

bool tree_equal(enum tree_node kind, const void *one, const void *other);

/* What is known of the names of two trees; either function may be NULL. */
struct tree_likeness {
	const void *context;
	/* What `other` calls what is called `name` in `one`: a table or a column. */
	const char *(*now)(const void *context, enum tree_role role, const char *name);
	/* May `name` be a column of `other`'s? Without it: any may. */
	bool (*has)(const void *context, const char *name);
};

/* `likeness` may be NULL: every name is as it was. */
bool tree_alike(enum tree_node kind, const void *one, const void *other,
	const struct tree_likeness *likeness);

#endif
