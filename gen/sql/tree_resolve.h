/*
 * tree_resolve: which table each name of a tree belongs to.
 *
 * In: a tree, and whether a table has a column. Out: each table that is read or written,
 * and each column with its table, as the author wrote them: what views, triggers and
 * foreign keys do further is not told. Tables of WITH and subqueries are looked through;
 * a name that is no table's (a result's alias, a string in double quotes) is not told.
 *
 *	struct tree_resolver resolver = { .context = x, .has = has, .column = take };
 *	tree_resolve(&resolver, arena, statement);
 */
#ifndef GEN_SQL_TREE_RESOLVE_H
#define GEN_SQL_TREE_RESOLVE_H

#include "gen/sql/tree.h"

struct arena;

enum tree_access { ACCESS_READ, ACCESS_INSERT, ACCESS_UPDATE, ACCESS_DELETE };

struct tree_resolver {
	void *context;
	/* Has a table, a view or a table function this column? Always there. */
	bool (*has)(void *context, const struct tree_object *table, const char *column);
	/* A table is named; one that UPDATE or DELETE write is not told as read. */
	void (*table)(void *context, const struct tree_object *table,
		enum tree_access access);
	/*
	 * A column is read, or written by SET (ACCESS_UPDATE) or the list of an INSERT;
	 * `column` is NULL for all columns of the table: a star, `x IN t`.
	 */
	void (*column)(void *context, const struct tree_object *table,
		const struct tree_name *column, enum tree_access access);
};

void tree_resolve(const struct tree_resolver *resolver, struct arena *arena,
	const struct tree_statement *statement);

#endif
