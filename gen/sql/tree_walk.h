/*
 * tree_walk: visit the nodes of a tree.
 *
 * In: a tree and what to do at which kinds of nodes. Each function is called before the
 * node's children, which follow in the order of tree.h's fields; it returns false to
 * leave them out. A NULL function is one that returns true. All calls of functions:
 *
 *	static bool take(void *list, const struct tree_expr *expr)
 *	{
 *		if (expr->kind == EXPR_CALL)
 *			add(list, expr->call->name.text);
 *		return true;
 *	}
 *	…
 *	tree_walk_statement(&(struct tree_visitor){ .context = list, .expr = take }, s);
 *
 * All conditions: `core` has where and having, `source` has on, `expr` has CASE's whens,
 * `constraint` has CHECK's expr. Where a name's scope matters, `leave` tells when a
 * node's children are through: it is called for every node that was entered.
 */
#ifndef GEN_SQL_TREE_WALK_H
#define GEN_SQL_TREE_WALK_H

#include "gen/sql/tree.h"

/* What a name names. */
enum tree_role {
	ROLE_SCHEMA,
	ROLE_TABLE, /* or a view, or a table of WITH, or an alias before a dot */
	ROLE_COLUMN,
	ROLE_ALIAS, /* given here, to a column or a table; WITH's names are, too */
	ROLE_INDEX,
	ROLE_TRIGGER,
	ROLE_FUNCTION, /* a table function is a ROLE_TABLE */
	ROLE_COLLATION,
	ROLE_WINDOW,
	ROLE_OTHER /* a constraint's, a pragma's, a module's, a savepoint's */
};

enum tree_node {
	NODE_STATEMENT,
	NODE_SELECT,
	NODE_CORE,
	NODE_WITH,
	NODE_CTE,
	NODE_RESULT,
	NODE_SOURCE,
	NODE_EXPR,
	NODE_CALL,
	NODE_WINDOW,
	NODE_WHEN,
	NODE_TERM,
	NODE_SET,
	NODE_UPSERT,
	NODE_COLUMN_DEF,
	NODE_CONSTRAINT,
	NODE_REFERENCE,
	/* what a statement's union has */
	NODE_CREATE_TABLE,
	NODE_CREATE_VIRTUAL,
	NODE_CREATE_INDEX,
	NODE_CREATE_VIEW,
	NODE_CREATE_TRIGGER,
	NODE_ALTER,
	NODE_DROP,
	NODE_INSERT,
	NODE_UPDATE,
	NODE_DELETE,
	NODE_PRAGMA,
	NODE_TRANSACTION,
	NODE_ATTACH,
	NODE_UPKEEP,
	NODE_EXPLAIN
};

struct tree_visitor {
	void *context;
	bool (*statement)(void *context, const struct tree_statement *statement);
	bool (*select)(void *context, const struct tree_select *select);
	bool (*core)(void *context, const struct tree_core *core);
	bool (*cte)(void *context, const struct tree_cte *cte);
	bool (*source)(void *context, const struct tree_source *source);
	bool (*expr)(void *context, const struct tree_expr *expr);
	bool (*column)(void *context, const struct tree_column_def *column);
	bool (*constraint)(void *context, const struct tree_constraint *constraint);
	void (*name)(void *context, const struct tree_name *name, enum tree_role role);
	/* Any other node too: `node` is a struct of that kind. */
	bool (*enter)(void *context, enum tree_node kind, const void *node);
	void (*leave)(void *context, enum tree_node kind, const void *node);
};

void tree_walk_statement(
	const struct tree_visitor *visitor, const struct tree_statement *statement);
void tree_walk_expr(const struct tree_visitor *visitor, const struct tree_expr *expr);

/* Any node: `node` is the struct that `kind` names. */
void tree_walk(
	const struct tree_visitor *visitor, enum tree_node kind, const void *node);

/* The name of a column when that is all the expression is, a COLLATE aside; or NULL. */
const struct tree_name *tree_column_of(const struct tree_expr *expr);

/* The column's first constraint of that kind, or NULL. */
const struct tree_constraint *tree_constraint_of(
	const struct tree_column_def *column, enum tree_constraint_kind kind);

/* Is a column of that name anywhere in the expression, subqueries included? */
bool tree_has_column(const struct tree_expr *expr, const char *column);

/* Is a table of that name a source in the statement, or what UPDATE or DELETE write? */
bool tree_has_source(const struct tree_statement *statement, const char *table);

/*
 * The column that a term of PRIMARY KEY (…) or UNIQUE (…) names: SQLite takes a string
 * for a name there. "" when it is none.
 */
const char *tree_key_column(const struct tree_expr *expr);

#endif
